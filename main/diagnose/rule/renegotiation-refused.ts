import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import type { Rule } from '../rule.ts'

export const renegotiationRefused: Rule = {
  cause: 'renegotiation-refused',
  title: 'A later handshake on the connection was refused',
  looksFor:
    'an established connection, a new handshake, and no_renegotiation or handshake_failure as its end; return code 432',
  references: ['RFC 5246 §7.2.2', 'RFC 5746 §3.5', 'z/OS System SSL: 432'],
  kind: 'cause',
  grounds: ['answer', 'host'],
  afterwards: true,
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', 432)
    const finished = finishedAt(facts)
    if (facts.version !== undefined && facts.version < 0x0304 && finished !== undefined) {
      const again = facts.messages.find(
        ({ n, content, name, from }) =>
          n > finished &&
          content === 'handshake' &&
          (from === 'client' || name === 'hello_request') &&
          name !== 'new_session_ticket',
      )
      const alert = again && facts.alerts.find(({ n, from }) => n > again.n && from !== again.from)
      if (again && alert) {
        const named = alert.description === ALERT.noRenegotiation || alert.description === ALERT.handshakeFailure
        if (!named && alert.description !== undefined) return undefined
        return withCode(
          {
            confidence: named ? 'certain' : 'possible',
            basis: 'bytes',
            fit: 0.9,
            explanation: `The handshake was complete and the ${again.from} began another one; the ${alert.from} answered with an alert.`,
            detectedBy: alert.from,
            evidence: [
              { message: again.n, text: 'a handshake message after both had finished' },
              { message: alert.n, text: `the ${alert.from}'s alert` },
            ],
            wouldDisprove: 'a second handshake on this connection that was completed',
          },
          code,
        )
      }
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.8,
        explanation: 'System SSL gave return code 432: renegotiating is not allowed.',
        evidence: [],
        wouldDisprove: 'a second handshake on this connection that was completed',
      },
      code,
    )
  },
}

/** Number of the message with which both sides had finished, in TLS 1.2 and before. */
function finishedAt(facts: Parameters<Rule['find']>[0]): number | undefined {
  const places = (['client', 'server'] as const).map((side) => {
    const changed = facts.messages.find(({ from, content }) => from === side && content === 'change_cipher_spec')
    return (
      changed &&
      facts.messages.find(
        ({ n, from, content, name }) =>
          n > changed.n && from === side && content === 'handshake' && name !== 'new_session_ticket',
      )?.n
    )
  })
  const [client, server] = places
  return client === undefined || server === undefined ? undefined : Math.max(client, server)
}
