import { groupName } from '../../reference/supported-group.ts'
import { hostCode, withCode } from '../host-code.ts'
import { EXTENSION, hasCommonGroup, isEcSuite, offersTls13, olderSuites, onlyTls13, realGroups } from '../offer.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit, refusalOf } from '../refusal.ts'
import type { Rule } from '../rule.ts'
import { claimUnderPolicy } from '../under-policy.ts'

/** A list of this length or less was made by hand. */
const FEW = 2

export const noCommonGroup: Rule = {
  cause: 'no-common-group',
  title: 'No group for the key exchange in common',
  looksFor:
    'a refused ClientHello with few or rare groups, or a HelloRetryRequest that asks for nothing because the server found none',
  references: ['RFC 8446 §4.2.7', 'RFC 8422 §5.1', 'z/OS System SSL: 517'],
  kind: 'cause',
  grounds: ['answer', 'refused-hello', 'host'],
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'no-common-group')
    if (configured !== undefined) return configured
    const code = hostCode(facts, 'system-ssl', 517)
    const refusal = refusalOf(facts)
    const [first] = facts.offers
    const { retry } = facts
    if (
      facts.outcome === 'failed' &&
      retry &&
      refusal &&
      first &&
      retry.group === undefined &&
      facts.answer === undefined
    ) {
      // RFC 8446 §4.1.4: a HelloRetryRequest that would change nothing is an error of its sender.
      if (retry.extensions.includes(EXTENSION.cookie) || retry.extensions.includes(EXTENSION.keyShare)) return undefined
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.9,
        explanation:
          "The server answered with a HelloRetryRequest that names no group: none of the client's groups is one that it has.",
        detectedBy: refusal.by,
        evidence: [
          { message: first.n, field: ['extensions', 'supported_groups'], text: 'the groups that the client offers' },
          { message: retry.n, field: ['extensions'], text: 'a HelloRetryRequest without key_share' },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: "a group of this list among the server's own",
      }
    }
    const refused = vaguelyRefusedOffer(facts)
    const groups = refused && realGroups(refused.offer, !offersTls13(refused.offer))
    if (!refused || groups === undefined || groups.length === 0) return undefined
    const { offer } = refused
    if (!offersTls13(offer) && !olderSuites(offer).some(isEcSuite)) return undefined
    const fit = !hasCommonGroup(groups) ? 0.8 : groups.length <= FEW ? (onlyTls13(offer) ? 0.6 : 0.4) : 0.1
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: fitOf(refused, fit),
        explanation: `The client offers ${groups.length === 1 ? 'one group' : `${groups.length} groups`} (${groups.slice(0, 4).map(groupName).join(', ')}${groups.length > 4 ? ', …' : ''})${hasCommonGroup(groups) ? '' : ', neither x25519 nor secp256r1 among them'}. A server that has none of them refuses like this.`,
        evidence: [
          { message: offer.n, field: ['extensions', 'supported_groups'], text: 'the groups that the client offers' },
          ...refusalExhibit(facts, refused.refusal),
        ],
        wouldDisprove: "one of these groups in the server's own list (policy, trace, or an earlier handshake)",
      },
      code,
    )
  },
}
