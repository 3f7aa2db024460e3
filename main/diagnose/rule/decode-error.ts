import { ALERT } from '../alert-code.ts'
import type { HostCodeFact } from '../facts.ts'
import { hostCode, isOwnReason, withCode } from '../host-code.ts'
import { capital, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const BAD_MESSAGE = [410, 450]

/** The host left for a reason of its own: the alert is the answer to that, as several give it to any end that they did not expect. */
function isOtherReason(code: HostCodeFact): boolean {
  return isOwnReason(code) && !BAD_MESSAGE.includes(code.code)
}

export const decodeError: Rule = {
  cause: 'decode-error',
  title: 'A message that cannot be parsed',
  looksFor:
    'a whole message whose lengths do not fit, or a certificate that is none, refused by the side that got it; return code 410',
  references: ['RFC 8446 §6.2', 'RFC 5246 §7.2.2', 'z/OS System SSL: 410 GSK_ERR_BAD_MESSAGE'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', ...BAD_MESSAGE)
    const refusal = refusalOf(facts)
    const broken = facts.messages.find(
      ({ n, from, complete, problem }) =>
        problem !== undefined &&
        complete &&
        from !== refusal?.by &&
        (refusal?.alert === undefined || n < refusal.alert.n),
    )
    if (refusal && broken?.problem) {
      return withCode(
        {
          confidence: 'certain',
          basis: 'bytes',
          fit: 0.95,
          explanation: `The ${broken.from}'s ${broken.name ?? 'message'} does not fit its structure: ${broken.problem.text}. ${capital(refusalText(refusal))} followed.`,
          detectedBy: refusal.by,
          evidence: [
            {
              message: broken.n,
              byteRange: [broken.problem.offset, broken.problem.offset + 1],
              text: broken.problem.text,
            },
            ...refusalExhibit(facts, refusal),
          ],
          wouldDisprove: 'a capture on the other side of the network in which the message is whole',
        },
        code,
      )
    }
    const unreadable = facts.certificates.find(
      ({ from, facts: { unreadable: why } }) => why !== null && from !== refusal?.by,
    )
    if (refusal && unreadable) {
      return {
        confidence: 'certain',
        basis: 'bytes',
        fit: 0.95,
        explanation: `What the ${unreadable.from} sent as its certificate is none (${unreadable.facts.unreadable ?? ''}); ${refusalText(refusal)} followed.`,
        detectedBy: refusal.by,
        evidence: [
          { message: unreadable.n, text: unreadable.facts.unreadable ?? '' },
          ...refusalExhibit(facts, refusal),
        ],
        wouldDisprove: 'a capture on the other side of the network in which the certificate is whole',
      }
    }
    if (refusal?.alert?.description === ALERT.decodeError && !facts.codes.some(isOtherReason)) {
      return {
        confidence: 'possible',
        basis: 'bytes',
        fit: 0.4,
        explanation: `${capital(refusalText(refusal))} says that it could not parse a message; those that can be read here look right.`,
        evidence: refusalExhibit(facts, refusal),
        wouldDisprove: 'every message of the other side, decrypted and whole',
      }
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.5,
        explanation: `System SSL gave return code ${code.code}: a message of the partner is not formed as it must be, or no TLS message at all.`,
        evidence: [],
        wouldDisprove: 'the message, whole and well formed, in a packet trace',
      },
      code,
    )
  },
}
