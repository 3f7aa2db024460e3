import { ALERT } from '../alert-code.ts'
import { versionName } from '../../reference/version.ts'
import { FALLBACK_SIGNAL, offeredVersions } from '../offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'

export const inappropriateFallback: Rule = {
  cause: 'inappropriate-fallback',
  title: 'The client fell back to a lower version although the server speaks a higher one',
  looksFor:
    'TLS_FALLBACK_SCSV among the suites, and the alert inappropriate_fallback, or a downgrade mark that the client found',
  references: ['RFC 7507 §3', 'RFC 8446 §4.1.3'],
  kind: 'cause',
  alerts: [ALERT.inappropriateFallback],
  find: (facts) => {
    const refusal = refusalOf(facts)
    const offer = facts.offers.at(-1)
    if (offer === undefined)
      return toldAlertClaim(facts, ALERT.inappropriateFallback, {
        explanation: 'The client said with TLS_FALLBACK_SCSV that it could do more, and so can the server.',
        detectedBy: 'server',
        wouldDisprove: 'a server that has no higher version',
      })
    if (facts.outcome !== 'failed' || refusal === undefined) return undefined
    const signalled = offer.cipherSuites.includes(FALLBACK_SIGNAL)
    const named = refusal.alert?.description === ALERT.inappropriateFallback
    const marked = facts.answer?.downgradeMark === true && refusal.by === 'client' && signalled
    if (!named && !marked) return undefined
    return {
      confidence: signalled ? 'certain' : 'likely',
      basis: 'bytes',
      fit: 1,
      explanation: `The client offers ${offeredVersions(offer).map(versionName).join(', ')} and ${signalled ? 'says with TLS_FALLBACK_SCSV that it could do more' : 'was told that it could do more'}; ${marked ? 'the server random bears the mark that the server could, too, and ' : ''}${refusalText(refusal)} followed.`,
      evidence: [
        { message: offer.n, field: ['cipher_suites'], text: signalled ? 'TLS_FALLBACK_SCSV' : "the client's suites" },
        ...(marked && facts.answer ? [{ message: facts.answer.n, field: ['random'], text: 'the downgrade mark' }] : []),
        ...refusalExhibit(facts, refusal),
      ],
      wouldDisprove: 'a server that has no higher version',
    }
  },
}
