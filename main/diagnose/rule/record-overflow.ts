import { ALERT } from '../alert-code.ts'
import { hostCode, withCode } from '../host-code.ts'
import type { ConnectionFacts } from '../facts.ts'
import { MAX_FRAGMENT_LENGTH } from '../../tls/record-stream.ts'
import { hex } from '../../tls/text.ts'
import { capital, refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

const TOO_LONG = 505

export const recordOverflow: Rule = {
  cause: 'record-overflow',
  title: 'A record longer than the protocol allows',
  looksFor:
    'a record header with a length above any limit, then the other side giving up; the alert record_overflow; return code 505',
  references: ['RFC 8446 §5.1', 'RFC 8446 §5.2', 'z/OS System SSL: 505'],
  kind: 'cause',
  find: (facts) => {
    const code = hostCode(facts, 'system-ssl', TOO_LONG)
    const refusal = refusalOf(facts)
    const said = refusal?.alert?.description === ALERT.recordOverflow
    const long = facts.outcome === 'failed' ? longRecord(facts) : undefined
    if (long !== undefined && refusal !== undefined && refusal.by !== facts.events[long.event]?.from) {
      return withCode(
        {
          confidence: said ? 'certain' : 'likely',
          basis: 'bytes',
          fit: 0.95,
          detectedBy: refusal.by,
          explanation: `A record header of the ${facts.events[long.event]?.from ?? 'other side'} says ${long.length} bytes; no version allows more than ${MAX_FRAGMENT_LENGTH}. ${capital(refusalText(refusal))} followed.`,
          evidence: [
            { event: long.event, text: `a record header (${hex(long.header)}) with a length of ${long.length} bytes` },
            ...refusalExhibit(facts, refusal),
          ],
          wouldDisprove: 'other bytes in that place in a capture on the other side of the network',
        },
        code,
      )
    }
    if (facts.outcome === 'failed' && refusal?.alert?.description === ALERT.recordOverflow) {
      return withCode(
        {
          // Clear text read as a record's length says the same.
          confidence: facts.offers.length > 0 || facts.answer !== undefined ? 'likely' : 'possible',
          basis: 'bytes',
          fit: 0.7,
          explanation: `${capital(refusalText(refusal))} says that a record was longer than 16 KiB and a bit.`,
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

const HEADER_LENGTH = 5
/** change_cipher_spec to application_data. */
const FIRST_TYPE = 20
const LAST_TYPE = 23

/**
 * What stood where a record was due and is one by its type and version, but for its length (RFC 8446 §5.1: type, version, length). Behind
 * bytes that the source does not hold anything may look like it.
 */
function longRecord({
  events,
}: ConnectionFacts): { readonly event: number; readonly length: number; readonly header: Uint8Array } | undefined {
  let event = -1
  for (const { kind, bytes } of events) {
    event++
    if (kind === 'gap') return undefined
    if ((kind !== 'not_tls' && kind !== 'clear_text') || bytes === undefined || bytes.length < HEADER_LENGTH) continue
    const [type = 0, major, minor = 0, high = 0, low = 0] = bytes
    const length = (high << 8) | low
    if (type < FIRST_TYPE || type > LAST_TYPE || major !== 3 || minor > 4) continue
    if (length > MAX_FRAGMENT_LENGTH) return { event, length, header: bytes.subarray(0, HEADER_LENGTH) }
  }
  return undefined
}
