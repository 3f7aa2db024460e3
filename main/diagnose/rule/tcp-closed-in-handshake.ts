import { firstEnd, refusalOf } from '../refusal.ts'
import { codeClaim, CONNECTION_LOST, hostCode } from '../host-code.ts'
import type { Rule } from '../rule.ts'

export const tcpClosedInHandshake: Rule = {
  cause: 'tcp-closed-in-handshake',
  title: 'The connection was closed during the handshake',
  looksFor: 'a FIN as the first end of the connection, before the handshake was done and without any alert before it',
  references: ['RFC 8446 §6.1', 'RFC 5246 §7.2.1'],
  kind: 'circumstance',
  grounds: ['bare-end', 'host'],
  find: (facts) => {
    const end = firstEnd(facts)
    const code = hostCode(facts, 'system-ssl', ...CONNECTION_LOST)
    if (end === undefined && code !== undefined) {
      return codeClaim(
        code,
        {
          fit: 0.4,
          explanation: `System SSL gave return code ${code.code}: the partner closed the connection, or reading from it failed.`,
          wouldDisprove: 'an alert of the partner before the close, or a reset in its place, in a packet trace',
        },
        CONNECTION_LOST,
      )
    }
    if (end === undefined || end.kind === 'rst' || refusalOf(facts)?.hidden !== undefined) return undefined
    if (facts.alerts.some(({ n }) => n <= end.afterMessage)) return undefined
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: 0.5,
      explanation: `${end.from === undefined ? 'The connection was closed' : `The ${end.from} closed the connection`} at stage ${facts.boundary} without an alert that says why.`,
      detectedBy: 'network',
      evidence: [{ event: facts.events.indexOf(end), text: 'the close' }],
      wouldDisprove: 'an alert before the close, or a log entry of the side that closed',
    }
  },
}
