import type { FieldValue } from './handshake.ts'

/**
 * - `cause`: explains the outcome by what the diagnosis found.
 * - `matters`: could explain it.
 * - `consequence`: follows from the outcome.
 * - `noise`: differs between any two handshakes.
 */
export type Weight = 'cause' | 'matters' | 'consequence' | 'noise'

export type DifferenceKind =
  /** Members of a list. */
  | 'set'
  /** The same members in another order. */
  | 'order'
  | 'value'
  /** On one side alone. */
  | 'presence'
  /** Messages that the other side does not have in this place. */
  | 'messages'
  | 'time'

export interface Difference {
  /** `client_hello.cipherSuites`, `certificates.server.0.keyType`, `messages`, `outcome`. */
  readonly path: string
  readonly kind: DifferenceKind
  /** The values as the analysis document has them; null: not there. */
  readonly a: FieldValue
  readonly b: FieldValue
  /** Of lists: members that only the other has. */
  readonly onlyA: readonly (number | string)[]
  readonly onlyB: readonly (number | string)[]
  /** The messages that it was seen in. */
  readonly messageA: number | null
  readonly messageB: number | null
  readonly weight: Weight
  /** Why it has that weight, in a sentence. */
  readonly why: string
}

/** A difference before it was weighed. */
export type Seen = Omit<Difference, 'weight' | 'why'> & {
  /** Where in the alignment it stands; -1: about the connection as a whole. */
  readonly row: number
  /** Differs between any two handshakes. */
  readonly noise: boolean
}

export function seen(path: string, kind: DifferenceKind, a: FieldValue, b: FieldValue, more: Partial<Seen> = {}): Seen {
  return { path, kind, a, b, onlyA: [], onlyB: [], messageA: null, messageB: null, row: -1, noise: false, ...more }
}
