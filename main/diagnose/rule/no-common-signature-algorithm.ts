import { hostCode, withCode } from '../host-code.ts'
import { unusableSuiteClaim } from '../no-suite.ts'
import { olderSuites, onlyKeyKind, onlyTls13, signatureKinds } from '../offer.ts'
import { fitOf, vaguelyRefusedOffer } from '../refused-offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import { signatureSchemeName } from '../../reference/signature-scheme.ts'
import { type StoppedFlight, stopExhibits, stoppedFlight, stopText } from '../stopped-flight.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

/** A list of this length or less was made by hand. */
const FEW = 2
/** What keys in use sign with: RSA-PSS, ECDSA on three curves, Ed25519. A list without one of them shuts some certificates out. */
const IN_USE = [0x0804, 0x0403, 0x0503, 0x0603, 0x0807]

export const noCommonSignatureAlgorithm: Rule = {
  cause: 'no-common-signature-algorithm',
  title: 'No signature scheme that both sides can use',
  looksFor:
    'a refused ClientHello whose signature schemes are few, or do not go with its suites; or a server that gave up once it had to sign',
  references: ['RFC 8446 §4.2.3', 'RFC 5246 §7.4.1.4.1', 'z/OS System SSL: 466, 467, 468'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', 467, 468)
    const gaveUpSigning = signedNothing(facts)
    if (gaveUpSigning !== undefined) return gaveUpSigning
    const stopped = stoppedFlight(facts)
    if (stopped !== undefined) return stoppedAtSigning(facts, stopped)
    const refused = vaguelyRefusedOffer(facts)
    if (refused === undefined) {
      if (code === undefined)
        return facts.offers.length > 0
          ? undefined
          : unusableSuiteClaim(facts, 0.45, (kind) =>
              kind === undefined
                ? undefined
                : {
                    explanation:
                      'The certificate in use must also be signed, and sign, with something that the client takes: compare its key and its signature algorithm with signature_algorithms of the ClientHello and with ClientSignaturePairs and SignaturePairs of the policy.',
                    wouldDisprove: 'a scheme for this key among the signature_algorithms of the client',
                  },
            )
      return withCode(
        {
          confidence: 'possible',
          basis: 'code',
          fit: 0.6,
          explanation: `System SSL gave return code ${code.code}: the signature algorithms do not cover a certificate of the chain.`,
          evidence: [],
          wouldDisprove: 'a list of signature algorithm pairs that holds the ones of every certificate in the chain',
        },
        code,
      )
    }
    const { offer, refusal } = refused
    const kinds = signatureKinds(offer)
    const schemes = offer.signatureAlgorithms
    if (kinds === undefined || schemes === undefined) return undefined
    const needed = onlyTls13(offer) ? undefined : onlyKeyKind(olderSuites(offer))
    const contradicts = needed !== undefined && !kinds.includes(needed)
    const fit = contradicts
      ? 0.9
      : schemes.length <= FEW
        ? 0.75
        : kinds.length === 1
          ? 0.7
          : IN_USE.every((scheme) => schemes.includes(scheme))
            ? 0.1
            : 0.35
    return withCode(
      {
        confidence: 'possible',
        basis: 'bytes',
        fit: fitOf(refused, fit),
        explanation: contradicts
          ? `Every suite that the client offers for TLS 1.2 and below needs an ${needed} certificate, yet it takes no signature that such a key makes with SHA-256 or better; ${refusalText(refusal)} followed.`
          : `The client takes ${schemes.length} signature schemes (${schemes.slice(0, 4).map(signatureSchemeName).join(', ')}${schemes.length > 4 ? ', …' : ''}). A server whose key makes none of them refuses like this.`,
        evidence: [
          {
            message: offer.n,
            field: ['extensions', 'signature_algorithms'],
            text: 'the signature schemes that the client takes',
          },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: "a certificate of the server whose key makes one of the client's schemes",
      },
      code,
    )
  },
}

/** The server stopped behind its hello, where rustls and JSSE look for a certificate that the client can verify. */
function stoppedAtSigning(facts: ConnectionFacts, stopped: StoppedFlight): Claim {
  const { offer } = stopped
  const schemes = offer.signatureAlgorithms ?? []
  return {
    confidence: 'possible',
    basis: 'bytes',
    fit: schemes.length <= FEW || signatureKinds(offer)?.length === 1 ? 0.7 : 0.3,
    explanation: `${stopText(stopped)} A server that has no certificate for one of the client's ${schemes.length} signature schemes stops there.`,
    detectedBy: 'server',
    evidence: [
      {
        message: offer.n,
        field: ['extensions', 'signature_algorithms'],
        text: 'the signature schemes that the client takes',
      },
      ...stopExhibits(facts, stopped),
    ],
    wouldDisprove: "a certificate of the server whose key makes one of the client's schemes, or the alert, decrypted",
  }
}

/** The server showed its certificate and stopped where its signature was due. */
function signedNothing(facts: Parameters<Rule['find']>[0]): ReturnType<Rule['find']> {
  const refusal = refusalOf(facts)
  if (facts.certificates.length === 0) return undefined
  const leaf = facts.certificates.find(({ from }) => from === 'server')
  const schemes = facts.offers.at(-1)?.signatureAlgorithms
  if (facts.outcome !== 'failed' || refusal?.by !== 'server' || refusal.at !== 'client_hello') return undefined
  if (leaf === undefined || schemes === undefined || facts.keyExchange !== undefined || facts.verifies.length > 0)
    return undefined
  const needed = { Ed25519: 0x0807, Ed448: 0x0808 }[leaf.facts.keyType]
  if (needed === undefined || schemes.includes(needed)) return undefined
  return {
    confidence: 'certain',
    basis: 'bytes',
    fit: 0.95,
    explanation: `The server's certificate has an ${leaf.facts.keyType} key, which signs with ${signatureSchemeName(needed)} alone; the client does not take that scheme. The server stopped where its signature was due.`,
    evidence: [
      { message: leaf.n, text: `the server's certificate, ${leaf.facts.keyType}` },
      {
        message: facts.offers.at(-1)?.n ?? 1,
        field: ['extensions', 'signature_algorithms'],
        text: 'the signature schemes that the client takes',
      },
    ],
    wouldDisprove: 'nothing in these bytes: the scheme is not in the list',
  }
}
