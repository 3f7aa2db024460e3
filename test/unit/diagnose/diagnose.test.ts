import fc from 'fast-check'
import { expect, test } from 'vitest'
import { causeAfterwards, diagnose, diagnoseCase, rootCause } from '../../../main/diagnose/diagnose.ts'
import type { ConnectionView } from '../../../main/tls/connection-view.ts'
import { anyFacts } from '../../support/any-facts.ts'
import { alertFact, codeFact, eventFact, factsWith, messageFact, textFact } from '../../support/facts.ts'
import { message } from '../../support/tls-bytes.ts'

const view: ConnectionView = { messages: [], events: [], beginningSeen: true, endSeen: true, role: 'wire' }

test('a failed connection of which nothing tells a cause is unexplained, and says what to collect', () => {
  const [only, ...others] = diagnose(factsWith(), view)
  expect(others).toEqual([])
  expect(only).toMatchObject({ cause: 'unexplained', confidence: 'possible', rank: 1, detectedBy: 'network' })
  expect(only?.collect.map(({ title }) => title).join()).toContain('System SSL trace at LEVEL=255')
})

test('a healthy one has no finding', () => {
  expect(diagnose(factsWith({ outcome: 'established', boundary: 'application' }), view)).toEqual([])
})

test('evidence of an event has its source and packet', () => {
  const facts = factsWith({ events: [eventFact('rst', 'server', { frame: 9 })], eventSources: [3] })
  expect(diagnose(facts, view)[0]?.evidence).toEqual([
    { source: 3, message: undefined, frame: 9, line: undefined, byteRange: undefined, text: 'the RST' },
  ])
})

test('where a message ends too early its last byte is shown', () => {
  const hello = message('client', [1, 0, 0, 2, 3, 3])
  const facts = factsWith({
    messages: [
      messageFact(1, 'client', 'client_hello', { problem: { offset: 6, text: 'random: 32 bytes expected, 0 there' } }),
    ],
    alerts: [alertFact(2, 'server', 50)],
  })
  expect(diagnose(facts, { ...view, messages: [hello] })[0]).toMatchObject({
    cause: 'decode-error',
    evidence: [{ message: 1, byteRange: [5, 6] }, { message: 2 }],
  })
})

test('the root cause bears every code that was printed for the connection, each once', () => {
  const codes = [codeFact(420), codeFact(420), codeFact(5003, 'at-tls')]
  const [root, ...others] = diagnose(factsWith({ codes, events: [eventFact('rst', 'server')] }), view)
  expect(root?.returnCodes.map(({ code }) => code).toSorted()).toEqual([420, 5003])
  for (const { returnCodes } of others) expect(returnCodes.length).toBeLessThan(2)
  // 599 is nobody's: no rule takes it, and it is not lost.
  const [unexplained] = diagnose(factsWith({ codes: [codeFact(599)] }), view)
  expect(unexplained).toMatchObject({ cause: 'unexplained', returnCodes: [{ system: 'system-ssl', code: 599 }] })
})

test('a code of a log that names no connection is told also where no rule takes it', () => {
  const [first, second, ...others] = diagnoseCase({
    codes: [codeFact(420), codeFact(416), codeFact(420), codeFact(599)],
    texts: [textFact('EZD1287I', 'RC: 420')],
  })
  expect(others).toEqual([])
  expect(first).toMatchObject({ cause: 'key-ring-permission-denied', returnCodes: [{ code: 416 }] })
  expect(second).toMatchObject({ cause: 'unexplained', rank: 2, returnCodes: [{ code: 420 }, { code: 599 }] })
  expect(second?.explanation).toMatch(/420 GSK_ERR_SOCKET_CLOSED: .*599: no meaning is known here/)
})

test('what is found after a handshake that was fine is its cause, unless it is only possible', () => {
  const page = eventFact('application_data', 'server', {
    bytes: Uint8Array.from('HTTP/1.1 400 Bad Request\n400 No required SSL certificate was sent', (letter) =>
      letter.charCodeAt(0),
    ),
  })
  const facts = factsWith({
    outcome: 'established',
    clientAuthentication: 'absent',
    certificateRequest: { n: 4, types: [1], signatureAlgorithms: undefined, authorities: [] },
    certificateMessages: [{ n: 5, from: 'client', count: 0 }],
    events: [page],
  })
  expect(causeAfterwards(facts)).toEqual({ id: 'client-certificate-required', confidence: 'certain' })
  expect(causeAfterwards({ ...facts, events: [] })).toBeUndefined()
})

test('the root cause alone is the first of all findings, however soon the asking stops', () => {
  const found = new Set<string>()
  fc.assert(
    fc.property(anyFacts, (facts) => {
      const [first] = diagnose(facts, view)
      const { id, confidence } = rootCause(facts)
      expect([id, confidence]).toEqual([first?.cause, first?.confidence])
      found.add(`${id} ${confidence}`)
    }),
    { numRuns: 5_000 },
  )
  for (const certain of ['unrecognized-name certain', 'psk-mismatch certain', 'no-common-version certain'])
    expect(found).toContain(certain)
})
