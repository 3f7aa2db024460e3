/** One direction of a connection that can be decrypted. */
import type { OpenedContent } from './record-cipher.ts'

export interface OpenedRecord extends OpenedContent {
  /** The true content type. */
  readonly type: number
}

/**
 * `not-authentic`: its keys are there, its place is sure, and it does not authenticate. `unopened`: nobody looked, or nothing can be said.
 */
export type OpenOutcome = OpenedRecord | 'not-authentic' | 'unopened'

export interface SideKeys {
  /**
   * Whether a record that begins is under keys and to be brought whole; one that is not is counted as gone by.
   * `inMessage`: a handshake message was begun and not ended.
   */
  wants(type: number, length: number, inMessage: boolean): boolean
  open(type: number, version: number, content: Uint8Array): OpenOutcome
  /** A record that was wanted is not whole in the source. */
  missing(): void
  /** An unknown number of records is missing. */
  lost(): void
}
