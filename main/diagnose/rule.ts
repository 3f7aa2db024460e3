/** A rule looks for one cause in the facts of a connection. It reads nothing else and knows no other rule. */
import type { CauseId } from '../../preload/contract/cause.ts'
import type { CaseFacts, ConnectionFacts } from './facts.ts'
import type { Confidence, DetectedBy, Fix, FoundReturnCode } from './finding.ts'

/** What a sign can be seen on. */
export type Ground =
  /** A message of the handshake that comes after the hello. */
  | 'answer'
  | 'refused-hello'
  /** A certificate of the server that the client refused. */
  | 'refused-certificate'
  | 'alert'
  /** An end before any alert that gives a reason, or no end and no alert. */
  | 'bare-end'
  /** Nothing of the server takes the request to connect. */
  | 'unconnected'
  /** Bytes in clear before TLS or in its place. */
  | 'clear-text'
  /** What was sent after the handshake, decrypted. */
  | 'data'
  /** A record that keys did not open, a Finished that does not fit. */
  | 'wrong-keys'
  /** What z/OS sources say of the connection and its host: codes, texts, settings. */
  | 'host'

export interface Rule {
  readonly cause: CauseId
  readonly title: string
  /** One sentence: what it takes for its sign. */
  readonly looksFor: string
  /** RFC sections, pages of IBM. */
  readonly references: readonly string[]
  /**
   * `cause`: what was arranged wrongly. `circumstance`: how the end came when nothing says why (a reset, a timeout, an alert's bare
   * name); any cause that is at least as sure goes before it.
   */
  readonly kind: 'cause' | 'circumstance'
  /** Asked of established connections too: what it looks for comes after the handshake. */
  readonly afterwards?: boolean
  /** It is asked where one of these is there, as it finds nothing without; undefined: always. */
  readonly grounds?: readonly Ground[]
  /** Alerts that name it: where a handshake ended with one of them it is asked before all others, and goes before those that are as sure. */
  readonly alerts?: readonly number[]
  readonly find: (facts: ConnectionFacts) => Claim | undefined
  /** The same in what logs say that names no connection. */
  readonly findInCase?: (facts: CaseFacts) => Claim | undefined
}

/** What a claim rests on; bytes go before texts, texts before return codes. */
export type Basis = 'bytes' | 'text' | 'code'

/** What a rule says; the loop ranks it and makes a finding of it. */
export interface Claim {
  readonly confidence: Confidence
  /** In the place of the rule's own, where that says too much. */
  readonly title?: string
  readonly basis: Basis
  /** Orders claims that are as sure as each other, from 0 to 1: how well this one fits. */
  readonly fit: number
  /** Undefined: whoever alerted or closed first. */
  readonly detectedBy?: DetectedBy
  readonly explanation: string
  readonly evidence: readonly Exhibit[]
  readonly wouldDisprove: string
  readonly returnCodes?: readonly FoundReturnCode[]
  /** In the place of those for the cause, where what was seen calls for others. */
  readonly fixes?: readonly Fix[]
}

/** A place that proves something; the loop finds its source, frame, line and bytes. */
export type Exhibit = { readonly text: string } & (
  | {
      /** A message's number; and the way to a field in its tree (`extensions`, `supported_groups`), by names. */
      readonly message: number
      readonly field?: readonly string[]
      readonly byteRange?: readonly [number, number]
    }
  | { readonly event: number }
  | { readonly source: number; readonly line: number | undefined; readonly frame?: number | undefined }
)
