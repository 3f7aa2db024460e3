import { extensionName } from '../../reference/extension.ts'
import { ALERT } from '../alert-code.ts'
import { EXTENSION, sendsRenegotiationInfo } from '../offer.ts'
import { hostCode, withCode } from '../host-code.ts'
import { capital, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const unsupportedExtension: Rule = {
  cause: 'unsupported-extension',
  title: 'An answer holds an extension that was not asked for',
  looksFor:
    'an extension in the ServerHello that the ClientHello does not have; the alert unsupported_extension; return code 446',
  references: ['RFC 8446 §4.2', 'RFC 5246 §7.4.1.4', 'z/OS System SSL: 446 GSK_ERR_TLS_EXTENSION_MISMATCH'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', 446)
    const refusal = refusalOf(facts)
    const { answer } = facts
    const offer = facts.offers.findLast(({ n }) => answer === undefined || n < answer.n)
    if (facts.outcome === 'failed' && refusal?.by === 'client' && answer && offer && !offer.sslv2) {
      const extra = answer.extensions.find(
        (type) =>
          !(offer.extensions ?? []).includes(type) &&
          !(type === EXTENSION.renegotiationInfo && sendsRenegotiationInfo(offer)),
      )
      if (extra !== undefined) {
        return withCode(
          {
            confidence: refusal.alert?.description === ALERT.unsupportedExtension ? 'certain' : 'likely',
            basis: 'bytes',
            fit: 0.95,
            explanation: `The ServerHello holds ${extensionName(extra)}, which the client did not send; ${refusalText(refusal)} followed.`,
            detectedBy: 'client',
            evidence: [
              {
                message: answer.n,
                field: ['extensions', extensionName(extra)],
                text: `${extensionName(extra)} in the answer`,
              },
              {
                message: offer.n,
                field: ['extensions'],
                text: `the client's extensions, without ${extensionName(extra)}`,
              },
              ...refusalExhibit(facts, refusal),
            ],
            wouldDisprove: `${extensionName(extra)} in the ClientHello`,
          },
          code,
        )
      }
    }
    if (refusal?.alert?.description === ALERT.unsupportedExtension) {
      return {
        confidence: 'likely',
        basis: 'bytes',
        fit: 0.8,
        explanation: `${capital(refusalText(refusal))} names an extension that was not asked for; it is in a message that is not readable here.`,
        evidence: refusalExhibit(facts, refusal),
        wouldDisprove: 'the encrypted messages, decrypted, with no extension beyond the offer',
      }
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.6,
        explanation: 'System SSL gave return code 446: the extensions of the two sides do not agree.',
        evidence: [],
        wouldDisprove: 'an answer with no extension beyond the offer',
      },
      code,
    )
  },
}
