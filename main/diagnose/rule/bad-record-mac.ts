import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import { isPskSuite } from '../offer.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const BAD_MAC = 411

export const badRecordMac: Rule = {
  cause: 'bad-record-mac',
  title: 'A protected record failed its check',
  looksFor: 'the alert bad_record_mac; a record that does not authenticate under known keys; return code 411',
  references: ['RFC 8446 §5.2', 'RFC 5246 §6.2.3', 'z/OS System SSL: 411 GSK_ERR_BAD_MAC'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', BAD_MAC)
    const refusal = refusalOf(facts)
    if (
      facts.outcome === 'failed' &&
      refusal?.alert?.description === ALERT.badRecordMac &&
      facts.answer !== undefined
    ) {
      return withCode(
        {
          confidence: isPskSuite(facts.cipherSuite) ? 'possible' : 'likely',
          basis: 'bytes',
          fit: 0.8,
          explanation: `${refusalText(refusal)} says that a record does not fit its check: its bytes changed on the way, or the two sides have different keys.`,
          evidence: refusalExhibit(facts, refusal),
          wouldDisprove: 'captures on both sides of the network with the same bytes in that record',
        },
        code,
      )
    }
    if (code === undefined) return undefined
    return withCode(
      {
        confidence: 'possible',
        basis: 'code',
        fit: 0.7,
        explanation: 'System SSL gave return code 411: a record failed its integrity check.',
        evidence: [],
        wouldDisprove: 'captures on both sides of the network with the same bytes in that record',
      },
      code,
    )
  },
}
