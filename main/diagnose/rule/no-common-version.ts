import { versionName } from '../../reference/version.ts'
import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import { allowsVersion, offeredVersions, offersTls13, onlySsl2, onlyTls13, suitesFor, TLS12, TLS13 } from '../offer.ts'
import { fitOf, refusedOffer, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import { toldAlertClaim } from '../told-alert.ts'
import type { Rule } from '../rule.ts'
import { rulesWithOldVersionsOnly, setUpClaim } from '../set-up.ts'
import { claimUnderPolicy } from '../under-policy.ts'

const UNSUPPORTED = 412
const FEW = 3
const TLS10 = 0x0301

export const noCommonVersion: Rule = {
  cause: 'no-common-version',
  title: 'No protocol version in common',
  looksFor:
    'the alert protocol_version; a ServerHello of a version that the client does not allow; a hello of SSL 2.0; return code 412',
  references: ['RFC 8446 §4.1.3', 'RFC 8446 §4.2.1', 'RFC 5246 §E.1', 'z/OS System SSL: 412 GSK_ERR_UNSUPPORTED'],
  kind: 'cause',
  grounds: ['answer', 'refused-hello', 'host'],
  alerts: [ALERT.protocolVersion],
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'no-common-version')
    if (configured !== undefined) return configured
    const code = hostCode(facts, 'system-ssl', UNSUPPORTED)
    const { answer } = facts
    const offer = facts.offers.at(-1)
    const refusal = refusalOf(facts)
    if (facts.outcome === 'failed' && offer && answer?.version !== undefined && refusal?.by === 'client') {
      const { version } = answer
      const named = refusal.alert?.description === ALERT.protocolVersion
      if (!named && allowsVersion(offer, version)) return undefined
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 1,
        explanation: `The server answered with ${versionName(version)}; the client allows ${versionList(offeredVersions(offer))}${named ? ' and said protocol_version' : ''}.`,
        detectedBy: 'client',
        evidence: [
          { message: answer.n, field: ['legacy_version'], text: `the server chose ${versionName(version)}` },
          {
            message: offer.n,
            field: ['extensions', 'supported_versions'],
            text: 'the versions that the client allows',
          },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: 'a version in the ServerHello that the client named',
      }
    }
    const refused = refusedOffer(facts)
    if (refused === undefined) {
      if (code === undefined)
        return offer === undefined
          ? toldAlertClaim(facts, ALERT.protocolVersion, {
              explanation: 'One side takes none of the versions that the other one has.',
              wouldDisprove: 'a ClientHello that allows a version which the policy turns on',
            })
          : undefined
      return withCode(
        {
          confidence: 'possible',
          basis: 'code',
          fit: 0.7,
          explanation:
            'System SSL gave return code 412: no protocol version in common, or a certificate type that it does not take.',
          evidence: [],
          wouldDisprove: 'a ClientHello that allows a version which the policy turns on',
        },
        code,
      )
    }
    const versions = offeredVersions(refused.offer)
    const evidence = [
      {
        message: refused.offer.n,
        field: refused.offer.versions ? ['extensions', 'supported_versions'] : ['legacy_version'],
        text: `the client allows ${versionList(versions)}`,
      },
      ...refusalExhibit(facts, refused.refusal),
    ]
    if (onlySsl2(refused.offer)) {
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 1,
        explanation: 'The client speaks SSL 2.0 alone, which nobody may accept any more.',
        evidence,
        wouldDisprove: 'nothing in these bytes: the hello names SSL 2.0 as its highest version',
      }
    }
    if (refused.refusal.alert?.description === ALERT.protocolVersion) {
      const everyVersion = [TLS10, TLS12, TLS13].every((version) => versions.includes(version))
      return {
        // The alert names it, but a server without a certificate says the same to a hello that allows everything.
        confidence: everyVersion ? 'possible' : 'certain',
        basis: 'bytes',
        fit: everyVersion ? 0.5 : 1,
        explanation: `The client allows ${versionList(versions)}; ${refusalText(refused.refusal)} says that the server takes none of these.`,
        evidence,
        wouldDisprove: 'a handshake of this server with one of these versions',
      }
    }
    const vague = vaguelyRefusedOffer(facts)
    if (vague !== undefined && onlyTls13(vague.offer) && suitesFor(vague.offer, false).length === 0) {
      return withCode(
        {
          confidence: 'possible',
          basis: 'bytes',
          fit: fitOf(vague, 0.35),
          explanation: `The client allows TLS 1.3 alone. A server that does not know it reads a hello of TLS 1.2 without a suite that it has: ${refusalText(vague.refusal)} fits that.`,
          evidence,
          wouldDisprove: 'a handshake of this server with TLS 1.3',
        },
        code,
      )
    }
    if (vague === undefined || offersTls13(vague.offer)) return undefined
    const old = versions.every((version) => version < TLS12)
    // A short list of suites was made by hand, and may be the reason as well.
    const fit = !old ? 0.4 : suitesFor(vague.offer, false).length > FEW ? 0.75 : 0.55
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: fitOf(vague, fit),
        explanation: `The client goes no higher than ${versionList(versions)}. Some servers for newer versions say handshake_failure to that, or just close.`,
        evidence,
        wouldDisprove: 'a handshake of this server with one of these versions',
      },
      code,
    )
  },
  findInCase: ({ setUp }) =>
    setUpClaim(
      rulesWithOldVersionsOnly(setUp),
      'possible',
      'A rule turns on nothing above TLS 1.1: TLSv1.2 and TLSv1.3 are off unless the policy says otherwise, and most partners refuse what is older.',
      'a handshake with TLS 1.2 under this rule',
      0.3,
    ),
}

function versionList(versions: readonly number[]): string {
  return versions.map(versionName).join(', ') || 'no version that is known'
}
