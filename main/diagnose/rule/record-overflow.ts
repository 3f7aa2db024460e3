import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const TOO_LONG = 505

export const recordOverflow: Rule = {
  cause: 'record-overflow',
  title: 'A record longer than the protocol allows',
  looksFor: 'the alert record_overflow; return code 505',
  references: ['RFC 8446 §5.1', 'RFC 8446 §5.2', 'z/OS System SSL: 505'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', TOO_LONG)
    const refusal = refusalOf(facts)
    if (facts.outcome === 'failed' && refusal?.alert?.description === ALERT.recordOverflow) {
      return withCode(
        {
          // Clear text read as a record's length says the same.
          confidence: facts.offers.length > 0 || facts.answer !== undefined ? 'likely' : 'possible',
          basis: 'bytes',
          fit: 0.7,
          explanation: `${refusalText(refusal)} says that a record was longer than 16 KiB and a bit.`,
          evidence: refusalExhibit(facts, refusal),
          wouldDisprove: 'records of the other side that are all within the limit',
        },
        code,
      )
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.9,
        explanation: 'System SSL gave return code 505: a record is longer than allowed.',
        evidence: [],
        wouldDisprove: 'records of the other side that are all within the limit',
      },
      code,
    )
  },
}
