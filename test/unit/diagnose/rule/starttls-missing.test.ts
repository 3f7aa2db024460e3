import { expect, test } from 'vitest'
import type { EventFact } from '../../../../main/diagnose/facts.ts'
import { starttlsMissing } from '../../../../main/diagnose/rule/starttls-missing.ts'
import { eventFact, factsWith, messageFact, offerWith } from '../../../support/facts.ts'

const said = (from: 'client' | 'server', text: string, afterMessage = 0): EventFact =>
  eventFact(afterMessage === 0 ? 'clear_text' : 'not_tls', from, {
    afterMessage,
    bytes: Uint8Array.from(text, (character) => character.charCodeAt(0)),
  })
const left = eventFact('fin', 'client', { afterMessage: 0 })

test.each<[string, EventFact[], object]>([
  ['a refused command', [said('server', '+OK\r\n-ERR no\r\n'), said('client', 'STLS\r\n')], { confidence: 'certain' }],
  [
    'a refusal that came behind the hello',
    [said('server', '220 x\r\n'), said('client', 'EHLO x\r\nSTARTTLS\r\n'), said('server', '502 no\r\n', 1)],
    { confidence: 'certain', evidence: [{ event: 0 }, { event: 1 }, { event: 2 }] },
  ],
  [
    'no offer, so that the client left',
    [said('server', '220 x\r\n250 PIPELINING\r\n'), said('client', 'EHLO x\r\n'), left],
    { confidence: 'possible', detectedBy: 'client' },
  ],
])('finds %s', (_, events, claim) => {
  expect(starttlsMissing.find(factsWith({ events }))).toMatchObject(claim)
})

test('finds a hello without the command', () => {
  const facts = factsWith({
    offers: [offerWith()],
    messages: [messageFact(1, 'client', 'client_hello')],
    events: [said('server', '220 x\r\n'), left],
  })
  expect(starttlsMissing.find(facts)).toMatchObject({ confidence: 'likely', detectedBy: 'client' })
})

test.each<[string, EventFact[]]>([
  ['a server that agreed', [said('server', '220 x\r\n220 go ahead\r\n'), said('client', 'STARTTLS\r\n')]],
  [
    'a client that used the protocol in clear',
    [said('server', '220 x\r\n'), said('client', 'HELO x\r\nMAIL FROM:<a@b>\r\n'), left],
  ],
  [
    'an offer that the client did not take',
    [said('server', '220 x\r\n250 STARTTLS\r\n'), said('client', 'EHLO x\r\n'), left],
  ],
  ['a server of another protocol', [said('server', 'SSH-2.0-x\r\n'), said('client', 'STARTTLS\r\n')]],
  ['nothing in clear', [left]],
])('passes %s', (_, events) => {
  expect(starttlsMissing.find(factsWith({ events }))).toBeUndefined()
})
