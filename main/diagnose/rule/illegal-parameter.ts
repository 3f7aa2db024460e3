import { cipherSuiteName } from '../../reference/cipher-suite.ts'
import { extensionName } from '../../reference/extension.ts'
import { EXTENSION, TLS13 } from '../offer.ts'
import { ALERT } from '../alert-code.ts'
import { capital, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Exhibit, Rule } from '../rule.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Side } from '../../tls/message.ts'

export const illegalParameter: Rule = {
  cause: 'illegal-parameter',
  title: 'A well-formed message with a value that the protocol forbids',
  looksFor:
    'an answer with a suite, a compression method or a session id that was not offered; an extension twice; in TLS 1.3 a CertificateVerify that the key of its certificate did not make; the alert illegal_parameter',
  references: ['RFC 8446 §4.1.3', 'RFC 8446 §4.2', 'RFC 8446 §4.4.3', 'RFC 5246 §7.4.1.3'],
  kind: 'cause',
  find: (facts) => {
    const refusal = refusalOf(facts)
    if (facts.outcome !== 'failed' || refusal === undefined) return undefined
    const fault = faultOf(facts) ?? wrongSignature(facts)
    if (fault !== undefined && fault.from !== refusal.by) {
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 0.9,
        explanation: `${fault.text}; ${refusalText(refusal)} followed.`,
        detectedBy: refusal.by,
        evidence: [...fault.evidence, ...refusalExhibit(facts, refusal)],
        wouldDisprove: 'a capture on the other side of the network that shows another value',
      }
    }
    if (refusal.alert?.description !== ALERT.illegalParameter) return undefined
    return {
      confidence: 'possible',
      basis: 'bytes',
      fit: 0.2,
      explanation: `${capital(refusalText(refusal))} says that a value is not allowed; the values that can be read here are.`,
      evidence: refusalExhibit(facts, refusal),
      wouldDisprove: 'every message of the other side, decrypted, with allowed values alone',
    }
  },
}

interface Fault {
  readonly from: Side
  readonly text: string
  readonly evidence: readonly Exhibit[]
}

function faultOf(facts: ConnectionFacts): Fault | undefined {
  const { answer } = facts
  const offer = facts.offers.findLast(({ n }) => answer === undefined || n < answer.n)
  if (offer === undefined) return undefined
  const twice = repeated(offer.extensions ?? [])
  if (twice !== undefined) {
    return {
      from: 'client',
      text: `The ClientHello holds the extension ${extensionName(twice)} twice`,
      evidence: [{ message: offer.n, field: ['extensions'], text: `${extensionName(twice)} twice` }],
    }
  }
  if (offer.compressionMethods.length > 0 && !offer.compressionMethods.includes(0)) {
    return {
      from: 'client',
      text: 'The ClientHello does not offer the null compression method, as every one must',
      evidence: [{ message: offer.n, field: ['legacy_compression_methods'], text: 'no null compression' }],
    }
  }
  if (answer === undefined || !answer.complete || answer.problem !== undefined) return undefined
  const { cipherSuite, compressionMethod } = answer
  if (cipherSuite !== undefined && !offer.sslv2 && !offer.cipherSuites.includes(cipherSuite)) {
    return {
      from: 'server',
      text: `The server chose ${cipherSuiteName(cipherSuite)}, which the client did not offer`,
      evidence: [
        { message: answer.n, field: ['cipher_suite'], text: `chosen: ${cipherSuiteName(cipherSuite)}` },
        { message: offer.n, field: ['cipher_suites'], text: 'the suites that the client offers' },
      ],
    }
  }
  if (compressionMethod !== undefined && !offer.sslv2 && !offer.compressionMethods.includes(compressionMethod)) {
    return {
      from: 'server',
      text: 'The server chose a compression method that the client did not offer',
      evidence: [{ message: answer.n, field: ['legacy_compression_method'], text: `method ${compressionMethod}` }],
    }
  }
  const repeatedAnswer = repeated(answer.extensions)
  if (repeatedAnswer !== undefined) {
    return {
      from: 'server',
      text: `The ServerHello holds the extension ${extensionName(repeatedAnswer)} twice`,
      evidence: [{ message: answer.n, field: ['extensions'], text: `${extensionName(repeatedAnswer)} twice` }],
    }
  }
  // RFC 8446 §4.1.3: the session id comes back as it was sent.
  const tls13 = answer.extensions.includes(43)
  if (tls13 && !isSame(answer.sessionId, offer.sessionId)) {
    return {
      from: 'server',
      text: "The ServerHello of TLS 1.3 does not repeat the client's session id",
      evidence: [{ message: answer.n, field: ['legacy_session_id_echo'], text: 'another session id' }],
    }
  }
  return undefined
}

/**
 * Both sides have made the same keys from the hellos, else nobody could read the message: so the signature is of another key, or over
 * something else than this handshake (RFC 8446 §4.4.3).
 */
function wrongSignature({ verifies, version }: ConnectionFacts): Fault | undefined {
  if ((version ?? 0) < TLS13) return undefined
  const wrong = verifies.find(({ fits }) => fits === false)
  return (
    wrong && {
      from: wrong.from,
      text: `The signature in the CertificateVerify of the ${wrong.from} does not verify over this handshake with the key of its certificate`,
      evidence: [{ message: wrong.n, field: ['signature'], text: 'a signature that does not verify' }],
    }
  )
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}

function repeated(extensions: readonly number[]): number | undefined {
  // Drafts and private uses aside, GREASE values may not come twice either.
  return extensions.find((type, at) => type !== EXTENSION.cookie && extensions.indexOf(type) !== at)
}
