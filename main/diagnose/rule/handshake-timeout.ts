import { codeClaim, hostCode } from '../host-code.ts'
import { firstEnd } from '../refusal.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** Nobody waits this long for an answer that is on its way. */
const SILENCE_NS = 3_000_000_000n

export const handshakeTimeout: Rule = {
  cause: 'handshake-timeout',
  title: 'One side went silent during the handshake',
  looksFor:
    'seconds without a byte before the end, at a moment when one side owed a message; AT-TLS return codes 5004 and 5005',
  references: ['z/OS Communications Server: AT-TLS return codes 5004, 5005', 'AT-TLS: HandshakeTimeout'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'at-tls', 5004, 5005)
    if (code !== undefined) {
      return codeClaim(code, {
        fit: 0.9,
        detectedBy: 'network',
        explanation: `AT-TLS return code ${code.code}: the handshake was not ${code.code === 5004 ? 'begun' : 'done'} within the HandshakeTimeout.`,
        wouldDisprove: 'a message of the partner within that time in a packet trace',
      })
    }
    const end = firstEnd(facts)
    if (
      facts.outcome !== 'failed' ||
      end?.timeNs === undefined ||
      facts.alerts.some(({ n }) => n <= end.afterMessage && n === 1)
    )
      return undefined
    const last = lastHeard(facts, end.timeNs)
    if (last === undefined || end.timeNs - last < SILENCE_NS || facts.answer !== undefined) return undefined
    if (facts.events.some(({ kind }) => kind === 'gap' || kind === 'not_tls' || kind === 'clear_text')) return undefined
    const silent = facts.offers.length > 0 ? 'server' : 'client'
    return {
      confidence: 'likely',
      basis: 'bytes',
      fit: 0.8,
      detectedBy: 'network',
      explanation: `The ${silent} owed ${silent === 'server' ? 'an answer to the hello' : 'a hello'} and sent nothing for ${Number((end.timeNs - last) / 1_000_000_000n)} seconds; then the ${end.from ?? 'other side'} gave up.`,
      evidence: [
        ...(facts.offers[0] ? [{ message: facts.offers[0].n, text: 'the hello, the last thing that was said' }] : []),
        { event: facts.events.indexOf(end), text: 'the end, after the silence' },
      ],
      wouldDisprove: 'a capture nearer to the silent side in which it did send something',
    }
  },
}

/** When anything was last heard before the end. */
function lastHeard(facts: ConnectionFacts, endNs: bigint): bigint | undefined {
  return [...facts.messages, ...facts.events]
    .flatMap(({ timeNs }) => (timeNs === undefined || timeNs >= endNs ? [] : [timeNs]))
    .reduce<bigint | undefined>((latest, time) => (latest === undefined || time > latest ? time : latest), undefined)
}
