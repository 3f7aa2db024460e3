/** Records of one direction under one set of keys. */

export interface OpenedContent {
  readonly bytes: Uint8Array
  /** Where the first byte stood in the record's content, under encryption: behind an explicit nonce or IV. */
  readonly at: number
}

export interface RecordCipher {
  /** A record can be opened only if all those before it were brought: TLS 1.0 takes its IV, RC4 its key stream from them. */
  readonly needsAll: boolean
  /** What it needs of the records before was not seen: that it opens nothing now says nothing of the record. */
  readonly isBlind: boolean
  /** Undefined where the record does not authenticate. Changes nothing, so that another sequence number can be tried. */
  open(sequence: number, type: number, version: number, content: Uint8Array): OpenedContent | undefined
  /** The record is done with, opened or not; without its content where the source does not hold it. */
  passed(content: Uint8Array | undefined): void
}
