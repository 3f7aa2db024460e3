import { expect, test } from 'vitest'
import { tcpConnectTimeout } from '../../../../main/diagnose/rule/tcp-connect-timeout.ts'
import { eventFact, factsWith } from '../../../support/facts.ts'

const at = { afterMessage: 0 }
const syn = eventFact('syn', 'client', at)
const again = eventFact('retransmission', 'client', at)

test('finds a SYN that is sent again and never answered', () => {
  expect(tcpConnectTimeout.find(factsWith({ events: [syn, again] }))).toMatchObject({
    confidence: 'certain',
    detectedBy: 'network',
    evidence: [{ event: 0 }, { event: 1 }],
  })
})

test.each([
  ['an answer', [syn, again, eventFact('syn_ack', 'server', at)]],
  ['a refusal', [syn, again, eventFact('rst', 'server', at)]],
  ['ICMP', [syn, again, eventFact('icmp', undefined, at)]],
  ['a SYN that is not repeated', [syn]],
  ['repeated bytes without a SYN', [again]],
])('passes %s', (_, events) => {
  expect(tcpConnectTimeout.find(factsWith({ events }))).toBeUndefined()
})
