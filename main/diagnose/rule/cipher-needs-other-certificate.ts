import { hostCode, withCode } from '../host-code.ts'
import { kindOfKeyType, keyKindOfSuite, olderSuites, onlyKeyKind, onlyTls13 } from '../offer.ts'
import { unusableSuiteClaim } from '../no-suite.ts'
import type { ConnectionFacts } from '../facts.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit } from '../refusal.ts'
import type { Claim, Exhibit, Rule } from '../rule.ts'
import { keysInRing } from '../server-keys.ts'
import { claimUnderPolicy } from '../under-policy.ts'

const FEW = 3
/** 402 says no more than that there is no suite to use. */
const SHARED = [402]
/** AES-128-GCM with RSA, with and without ECDHE: nearly every server has them. */
const USUAL = [0xc02f, 0x009c]

export const cipherNeedsOtherCertificate: Rule = {
  cause: 'cipher-needs-other-certificate',
  title: 'The common suites need another kind of certificate',
  looksFor:
    'a refused ClientHello whose suites all need one kind of key, and a server certificate known (earlier handshake, key ring) to be of another',
  references: ['RFC 5246 §7.4.2', 'RFC 8422 §2', 'z/OS System SSL: 402, 510'],
  kind: 'cause',
  grounds: ['refused-hello', 'host'],
  find: (facts) => {
    const configured = claimUnderPolicy(facts, 'cipher-needs-other-certificate')
    if (configured !== undefined) return configured
    const refused = vaguelyRefusedOffer(facts)
    if (!refused)
      return unusableSuiteClaim(facts, 0.5, (kind) =>
        kind === undefined
          ? undefined
          : {
              explanation: `It needs a certificate with an ${kind} key: check with RACDCERT LIST that the one in use (CertificateLabel, or the default of the ring) has it, with its private key.`,
              wouldDisprove: `an ${kind} key in the certificate that the server uses`,
            },
      )
    if (onlyTls13(refused.offer)) return undefined
    const suites = olderSuites(refused.offer)
    const kind = onlyKeyKind(suites)
    const known = knownKinds(facts)
    const evidence: Exhibit[] = [
      { message: refused.offer.n, field: ['cipher_suites'], text: 'the suites that the client offers' },
      ...refusalExhibit(facts, refused.refusal),
    ]
    const code = hostCode(facts, 'system-ssl', 402, 510)
    if (known !== undefined) {
      if (suites.length === 0 || suites.some((suite) => known.kinds.has(keyKindOfSuite(suite) ?? '?'))) return undefined
      return withCode(
        {
          confidence: code === undefined ? 'likely' : 'certain',
          basis: 'bytes',
          fit: 0.95,
          explanation: `Every suite that the client offers for TLS 1.2 and below needs ${kind === undefined ? 'a kind of certificate that the server does not have' : `an ${kind} certificate`}; the server has ${[...known.kinds].join(' and ')} (${known.from}).`,
          evidence: [...evidence, ...known.evidence],
          wouldDisprove: 'a certificate of the other kind in the server’s key ring, chosen for this name',
        },
        code,
      )
    }
    // Of a ring that is not all displayed the kinds that it does hold are known.
    if (kind === undefined || keysInRing(facts.keyRing)?.kinds.has(kind) === true) return undefined
    const fit =
      kind === 'EC' ? 0.8 : suites.length > FEW ? 0.75 : suites.some((suite) => USUAL.includes(suite)) ? 0.55 : 0.45
    const claim: Claim = {
      confidence: 'possible',
      basis: 'bytes',
      fit: fitOf(refused, fit),
      explanation: `Every suite that the client offers for TLS 1.2 and below needs a server certificate with an ${kind} key. A server that holds one of another kind refuses like this; this connection does not show which it has.`,
      evidence,
      wouldDisprove: `an ${kind} certificate shown by the server in another handshake, or in its key ring`,
    }
    return withCode(claim, code, SHARED)
  },
}

/** Key kinds that the server is known to have. */
function knownKinds(
  facts: ConnectionFacts,
): { readonly kinds: ReadonlySet<string>; readonly from: string; readonly evidence: readonly Exhibit[] } | undefined {
  const inRing = keysInRing(facts.keyRing)
  if (inRing?.complete === true && inRing.kinds.size > 0) {
    return {
      kinds: inRing.kinds,
      from: `key ring ${inRing.ring}`,
      evidence: inRing.certificates.map(({ label, source, line }) => ({
        source,
        line,
        text: `certificate "${label}" in the ring`,
      })),
    }
  }
  const seen = facts.elsewhere?.certificates ?? []
  if (seen.length === 0) return undefined
  return {
    kinds: new Set(seen.map(({ keyType }) => kindOfKeyType(keyType))),
    from: 'seen in another handshake of the case',
    evidence: differentKeys(seen).map(({ keyType, curve, source, frame, line }) => ({
      source,
      frame,
      line,
      text: `the server's certificate in another handshake: ${keyType}${curve === null ? '' : ` ${curve}`}`,
    })),
  }
}

type Seen = NonNullable<ConnectionFacts['elsewhere']>['certificates']

/** One certificate for each kind of key. */
function differentKeys(seen: Seen): Seen {
  return seen.filter(
    ({ keyType, curve }, at) => seen.findIndex((other) => other.keyType === keyType && other.curve === curve) === at,
  )
}
