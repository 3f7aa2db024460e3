import { codeClaim, hostCode, withCode } from '../host-code.ts'
import { firstEnd } from '../refusal.ts'
import type { ConnectionFacts, HostCodeFact } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'
import { policyExhibit, policyWords } from '../under-policy.ts'
import { valueOf } from '../../settings/meaning.ts'
import { LONG_NS, silenceBeforeEnd } from '../silence.ts'

export const handshakeTimeout: Rule = {
  cause: 'handshake-timeout',
  title: 'One side went silent during the handshake',
  looksFor:
    'seconds without a byte before the end, at a moment when one side owed a message; AT-TLS return codes 5004 and 5005',
  references: ['z/OS Communications Server: AT-TLS return codes 5004, 5005', 'AT-TLS: HandshakeTimeout'],
  kind: 'cause',
  grounds: ['bare-end', 'host'],
  find: (facts) => {
    const code = hostCode(facts, 'at-tls', 5004, 5005)
    const waiting = bothWait(facts, code)
    if (waiting !== undefined) return withCode(waiting, code)
    if (code !== undefined) {
      return codeClaim(code, {
        fit: 0.9,
        detectedBy: 'network',
        explanation: `AT-TLS return code ${code.code}: the handshake was not ${code.code === 5004 ? 'begun' : 'done'} within the HandshakeTimeout.`,
        wouldDisprove: 'a message of the partner within that time in a packet trace',
      })
    }
    const end = firstEnd(facts)
    const silence = silenceBeforeEnd(facts)
    if (facts.outcome !== 'failed' || end === undefined || silence === undefined || facts.answer !== undefined)
      return undefined
    if (silence.lengthNs < LONG_NS) return undefined
    if (facts.events.some(({ kind }) => kind === 'gap' || kind === 'not_tls' || kind === 'clear_text')) return undefined
    // Before the connection there is nobody who could owe anything.
    if (facts.offers.length === 0 && facts.beginningSeen && !facts.events.some(({ kind }) => kind === 'syn_ack'))
      return undefined
    const silent = facts.offers.length > 0 ? 'server' : 'client'
    return {
      confidence: 'likely',
      basis: 'bytes',
      fit: 0.8,
      detectedBy: 'network',
      explanation: `The ${silent} owed ${silent === 'server' ? 'an answer to the hello' : 'a hello'} and sent nothing for ${silence.lengthNs / 1_000_000_000n} seconds; then the ${end.from ?? 'other side'} gave up.`,
      evidence: [
        ...(facts.offers[0] ? [{ message: facts.offers[0].n, text: 'the hello, the last thing that was said' }] : []),
        { event: facts.events.indexOf(end), text: 'the end, after the silence' },
      ],
      wouldDisprove: 'a capture nearer to the silent side in which it did send something',
    }
  },
}

/** The host opened the connection and waits for a hello all the same, or the other way round (HandshakeRole). */
function bothWait(facts: ConnectionFacts, code: HostCodeFact | undefined): Claim | undefined {
  const waited = code !== undefined || (silenceBeforeEnd(facts)?.lengthNs ?? 0n) >= LONG_NS
  if (!waited) return undefined
  const { policy, offers } = facts
  const role = policy && valueOf(policy.values, 'HandshakeRole')
  if (policy === undefined || role === undefined || role.from === 'default') return undefined
  const waits = /^Server/i.test(role.values[0] ?? '')
  if (facts.outcome !== 'failed' || offers.length > 0 || policy.open.length > 0 || policy.hostIs !== 'client' || !waits)
    return undefined
  return {
    confidence: 'likely',
    basis: 'text',
    fit: 0.9,
    detectedBy: 'network',
    explanation: `The host opened this connection, and its policy gives it the HandshakeRole ${role.values[0] ?? ''}: both ends wait for a hello. ${policyWords(policy)}`,
    evidence: policyExhibit(policy, role),
    wouldDisprove: 'a hello from either side',
  }
}
