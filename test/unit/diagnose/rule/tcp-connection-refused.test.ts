import { expect, test } from 'vitest'
import { tcpConnectionRefused } from '../../../../main/diagnose/rule/tcp-connection-refused.ts'
import { eventFact, factsWith } from '../../../support/facts.ts'

const at = { afterMessage: 0 }
const syn = eventFact('syn', 'client', at)

test.each([
  ['a RST', eventFact('rst', 'server', at), 'server'],
  ['ICMP', eventFact('icmp', undefined, { ...at, text: 'port unreachable (ICMP type 3, code 3)' }), 'network'],
])('finds %s in answer to the SYN', (_, no, detectedBy) => {
  expect(tcpConnectionRefused.find(factsWith({ events: [syn, no] }))).toMatchObject({
    confidence: 'certain',
    detectedBy,
    evidence: [{ event: 0 }, { event: 1 }],
  })
})

test.each([
  ['a RST of an open connection', [syn, eventFact('syn_ack', 'server', at), eventFact('rst', 'server', at)]],
  ['the client that resets its own attempt', [syn, eventFact('rst', 'client', at)]],
  ['a RST without the SYN', [eventFact('rst', 'server', at)]],
  ['a SYN alone', [syn]],
])('passes %s', (_, events) => {
  expect(tcpConnectionRefused.find(factsWith({ events }))).toBeUndefined()
})
