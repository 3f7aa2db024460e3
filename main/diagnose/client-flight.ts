/** What sizes say of a TLS 1.3 client's last flight when it cannot be read. */
import { cipherSuite } from '../reference/cipher-suite.ts'
import type { ConnectionFacts } from './facts.ts'
import { onceEach } from './once-each.ts'
import { refusalOf } from './refusal.ts'

export interface ClientFlight {
  /** `empty`: a Certificate message without a certificate, then a Finished; `certificate`: more than that. */
  readonly kind: 'empty' | 'certificate'
  /** Position of the record among the events, and its size. */
  readonly event: number
  readonly length: number
  /** The server answered with an alert's size, or closed, or reset. */
  readonly refused: boolean
}

const HEADER = 4
/** Context length and list length of an empty Certificate message (RFC 8446 §4.4.2). */
const EMPTY_CERTIFICATE = HEADER + 1 + 3
const ALERT = 2
/** Some senders pad each record up to a multiple of 16 (RFC 8446 §5.4). */
const PADDING = 16

/** Undefined where the flight was readable, is not there, or is a Finished alone. */
export const clientFlight = onceEach((facts: ConnectionFacts): ClientFlight | undefined => {
  if (facts.answer === undefined || (facts.version ?? 0) < 0x0304 || facts.certificateMessages.length > 0)
    return undefined
  if (facts.offers.at(-1)?.extensions?.includes(42) === true) return undefined
  const suite = cipherSuite(facts.cipherSuite ?? -1)
  const added = 1 + (suite?.mode === 'CCM-8' ? 8 : 16)
  const finished = HEADER + (suite?.prfHash?.includes('384') === true ? 48 : 32)
  const is = (length: number, content: number): boolean =>
    length === content + added ||
    (length > content + added && length < content + added + PADDING + 1 && (length - added) % PADDING === 8 % PADDING)
  const start = facts.answer.n
  const records = facts.events
    .map((event, at) => ({ ...event, at }))
    .filter(({ kind, afterMessage }) => kind === 'application_data' && afterMessage >= start)
  const own = records.filter(({ from }) => from === 'client')
  const [first, second] = own
  if (first === undefined || is(first.length, finished) || first.length < EMPTY_CERTIFICATE + added) return undefined
  // The Finished may stand in the same record.
  const empty =
    (is(first.length, EMPTY_CERTIFICATE) && second !== undefined) || is(first.length, EMPTY_CERTIFICATE + finished)
  const certificate = !empty && first.length > finished + added + PADDING
  if (!empty && !certificate) return undefined
  const after = records.filter(({ from, at }) => from === 'server' && at > first.at)
  const refusal = refusalOf(facts)
  const refused = after[0] === undefined ? refusal?.by === 'server' : after[0].length <= ALERT + added + PADDING
  return { kind: empty ? 'empty' : 'certificate', event: first.at, length: first.length, refused }
})
