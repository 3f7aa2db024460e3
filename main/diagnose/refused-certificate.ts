/** A certificate that the other side did not like, and how clearly it said so. */
import type { Side } from '../tls/message.ts'
import { ALERT } from './alert-code.ts'
import { chainOf } from './certificate-check.ts'
import { isOwnReason } from './host-code.ts'
import { leftWithoutWord } from './left-without-word.ts'
import type { CertificateFact, ConnectionFacts } from './facts.ts'
import type { Confidence } from './finding.ts'
import { onceEach } from './once-each.ts'
import type { Refusal } from './refusal.ts'
import { capital, clientWentOn, refusalExhibit, refusalOf, refusalText } from './refusal.ts'
import type { Claim, Exhibit } from './rule.ts'

export interface RefusedCertificate {
  readonly refusal: Refusal
  /** Leaf first; empty where it was encrypted. */
  readonly chain: readonly CertificateFact[]
  /** The alert's description; undefined for a bare close and an encrypted alert. */
  readonly said: number | undefined
  /** The refusing side sent an alert that nobody can read. */
  readonly encrypted: boolean
}

/** Alerts that speak of the certificate (RFC 8446 §6.2). */
const OF_CERTIFICATE: readonly number[] = [
  ALERT.badCertificate,
  ALERT.unsupportedCertificate,
  ALERT.certificateRevoked,
  ALERT.certificateExpired,
  ALERT.certificateUnknown,
  ALERT.unknownCa,
  ALERT.accessDenied,
]
/** Said of anything, certificates among them: GnuTLS says internal_error to a key usage, others handshake_failure. */
const OF_ANYTHING: readonly number[] = [ALERT.handshakeFailure, ALERT.internalError, ALERT.illegalParameter]

/** The server's certificate, refused by the client. */
export const refusedServerCertificate = onceEach((facts: ConnectionFacts) => refused(facts, 'server'))

/** The client's certificate, refused by the server. */
export const refusedClientCertificate = onceEach((facts: ConnectionFacts) => refused(facts, 'client'))

function refused(facts: ConnectionFacts, owner: Side): RefusedCertificate | undefined {
  const refusal = refusalOf(facts)
  if (facts.outcome !== 'failed' || facts.answer === undefined || refusal === undefined) return undefined
  if (
    owner === 'server'
      ? refusal.by !== 'client' || refusal.at !== 'server_flight'
      : refusal.by !== 'server' || refusal.at !== 'client_flight'
  )
    return undefined
  const said = refusal.alert?.description
  if (said !== undefined && !OF_CERTIFICATE.includes(said) && !OF_ANYTHING.includes(said)) return undefined
  const chain = chainOf(facts, owner)
  const encrypted =
    refusal.alert !== undefined || refusal.hidden !== undefined
      ? said === undefined
      : chain.length === 0 && facts.answer.version !== undefined && facts.answer.version >= 0x0304
  return { refusal, chain, said, encrypted }
}

/**
 * The client says decrypt_error (RFC 8446 §6.2: "including being unable to correctly verify a signature") before its own flight, and the
 * server's signature over the handshake is good: what is left to verify is a signature under a certificate. rustls says so to a key or a
 * signature algorithm that it does not take.
 */
export function isOfCertificateAlone(facts: ConnectionFacts, { by, at, alert }: Refusal): boolean {
  if (by !== 'client' || at !== 'server_flight' || alert?.description !== ALERT.decryptError) return false
  if (clientWentOn(facts)) return false
  return facts.keyExchange?.signatureFits === true || facts.verifies.some(({ from, fits }) => from === 'server' && fits)
}

/** The server's certificate, where the client could not verify a signature and no other one is in question. */
export function unverifiedServerCertificate(facts: ConnectionFacts): RefusedCertificate | undefined {
  const refusal = refusalOf(facts)
  if (facts.outcome !== 'failed' || refusal === undefined || !isOfCertificateAlone(facts, refusal)) return undefined
  return { refusal, chain: chainOf(facts, 'server'), said: refusal.alert?.description, encrypted: false }
}

/** The alert speaks of the certificate as such, whatever its word. */
export function saysCertificate({ said }: RefusedCertificate): boolean {
  return said !== undefined && OF_CERTIFICATE.includes(said)
}

/**
 * How sure a fault in view is to be the cause: `certain` where the alert names it, `likely` where the alert or the close may be of
 * something else. `names`: the alerts that name this very fault.
 */
export function sureness(refused: RefusedCertificate, ...names: readonly number[]): Confidence {
  return refused.said !== undefined && names.includes(refused.said) ? 'certain' : 'likely'
}

/** A claim about a certificate in view. */
export function certificateClaim(
  facts: ConnectionFacts,
  refused: RefusedCertificate,
  claim: Pick<Claim, 'confidence' | 'fit' | 'explanation' | 'wouldDisprove'> & {
    readonly evidence: readonly Exhibit[]
    /** No verifier may accept it, whomever it trusts (RFC 5280 §6.1.3). */
    readonly outright?: boolean
  },
): Claim {
  const { outright = false, ...rest } = claim
  const doubtful = rest.confidence === 'likely' && endedForItself(facts, refused, outright)
  return {
    ...rest,
    confidence: doubtful ? 'possible' : rest.confidence,
    basis: 'bytes',
    detectedBy: refused.refusal.by,
    explanation: `${claim.explanation} ${capital(refusalText(refused.refusal))} followed.`,
    evidence: [
      ...claim.evidence,
      ...badSignatureExhibits(facts, refused.chain[0]?.from),
      ...refusalExhibit(facts, refused.refusal),
    ],
  }
}

/** What no verifier may accept either; it may have been sent so, or changed on the way. */
function badSignatureExhibits({ badSignatures }: ConnectionFacts, owner: Side | undefined): Exhibit[] {
  return badSignatures
    .filter(({ from }) => from === owner)
    .map(({ n, subject, issuer }) => ({
      message: n,
      text: `the signature of ${subject} does not verify with the key of ${issuer} that was sent with it`,
    }))
}

/**
 * The end looks like one that the certificate had no part in: it came without the alert that is due, or the host that left printed a reason
 * of its own. A rule whose own return code was printed takes that as its support.
 */
function endedForItself(
  facts: ConnectionFacts,
  { refusal, said, encrypted }: RefusedCertificate,
  outright: boolean,
): boolean {
  if (said !== undefined || encrypted) return false
  return (!outright && leftWithoutWord(facts, refusal)) || facts.codes.some(isOwnReason)
}

/** A claim that rests on the alert alone, the certificate being encrypted. */
export function alertClaim(
  facts: ConnectionFacts,
  refused: RefusedCertificate,
  confidence: Confidence,
  fit: number,
  reading: string,
): Claim {
  return {
    confidence,
    basis: 'bytes',
    fit,
    detectedBy: refused.refusal.by,
    explanation: `${capital(refusalText(refused.refusal))} ${reading} The certificate itself is not readable here.`,
    evidence: refusalExhibit(facts, refused.refusal),
    wouldDisprove: 'the certificate, decrypted with a key log or from the System SSL trace, without that fault',
  }
}
