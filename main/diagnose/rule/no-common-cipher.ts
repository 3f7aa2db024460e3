import { hostCode, withCode } from '../host-code.ts'
import { explain402, namedSuite } from '../no-suite.ts'
import { offeredVersions, offersTls13, olderSuites, onlyTls13, suitesFor } from '../offer.ts'
import { fitOf, type RefusedOffer, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit, refusalText } from '../refusal.ts'
import { versionName } from '../../reference/version.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'
import { claimUnderPolicy, suitesInCommon } from '../under-policy.ts'

/** TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256: nearly every server has it. */
const EVERYBODYS_SUITE = 0xc02f
const FEW = 3
const NO_CIPHERS = 402
/** It says so too when the certificate's key or curve is what does not go with the common suites. */
const SHARED = [NO_CIPHERS]

export const noCommonCipher: Rule = {
  cause: 'no-common-cipher',
  title: 'No cipher suite in both lists',
  looksFor:
    'a ClientHello that the server refused without naming a cause, most of all one with few suites; return code 402',
  references: ['RFC 5246 §7.4.1.3', 'RFC 8446 §4.1.1', 'z/OS System SSL: 402 GSK_ERR_NO_CIPHERS'],
  kind: 'cause',
  grounds: ['refused-hello', 'host'],
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'no-common-cipher')
    if (configured !== undefined) return configured
    const code = hostCode(facts, 'system-ssl', NO_CIPHERS)
    const refused = vaguelyRefusedOffer(facts)
    const none = refused && noneForItsVersions(facts, refused)
    if (none !== undefined) return withCode(none, code)
    const suites = refused && olderSuites(refused.offer)
    if (!refused || suites === undefined || suites.length === 0 || onlyTls13(refused.offer)) {
      const said = code ?? hostCode(facts, 'system-ssl', 422)
      // A suite that System SSL had come to was in both lists.
      if (said === undefined || refused !== undefined || namedSuite(facts) !== undefined) return undefined
      return withCode(
        {
          confidence: 'possible',
          basis: 'code',
          fit: 0.6,
          explanation: explain402(said),
          evidence: [],
          wouldDisprove: 'a ClientHello that holds a suite of the policy for the certificate in use',
        },
        said,
        SHARED,
      )
    }
    // The policy has some of them: that is not it.
    if ((suitesInCommon(facts)?.length ?? 0) > 0) return undefined
    const fit = suites.length > FEW ? 0.2 : suites.includes(EVERYBODYS_SUITE) ? 0.5 : 0.6
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: fitOf(refused, fit),
        explanation: `The client offered ${suites.length === 1 ? 'one suite' : `${suites.length} suites`} for TLS 1.2 and below, and ${refusalText(refused.refusal)} came at once. That the server has none of them would look like this.`,
        evidence: [
          { message: refused.offer.n, field: ['cipher_suites'], text: 'the suites that the client offers' },
          ...refusalExhibit(facts, refused.refusal),
        ],
        wouldDisprove: "one of these suites in the server's own list (policy, trace, or an earlier handshake)",
      },
      code,
      SHARED,
    )
  },
}

/** A hello that allows no version for which it has a suite: AES-GCM and SHA-256 are none for TLS 1.1. */
function noneForItsVersions(facts: ConnectionFacts, { offer, refusal }: RefusedOffer): Claim | undefined {
  const versions = offeredVersions(offer)
  if (offersTls13(offer) || versions.length === 0 || suitesFor(offer, false).length === 0) return undefined
  if (olderSuites(offer).length > 0) return undefined
  return {
    confidence: 'certain',
    basis: 'bytes',
    fit: 1,
    explanation: `The client goes no higher than ${versionName(Math.max(...versions))}, and none of the suites that it offers is one for that version.`,
    evidence: [
      { message: offer.n, field: ['cipher_suites'], text: 'the suites that the client offers' },
      ...refusalExhibit(facts, refusal),
    ],
    wouldDisprove: 'nothing in these bytes: no suite of the list can be used with a version that the hello allows',
  }
}
