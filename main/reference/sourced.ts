/** How well a fact of a table is known, and where it was read. */

/**
 * `documented`: read in the owner's text (IBM, IANA, an RFC). `secondary`: read elsewhere. `inferred`: put together from those.
 * `recalled`: general knowledge, seen in no source; to be shown as unconfirmed.
 */
export type Confidence = 'documented' | 'secondary' | 'inferred' | 'recalled'

export interface Sourced {
  readonly confidence: Confidence
  /** Positions in the table's own list of sources. */
  readonly sources: readonly number[]
}

/** The sources of an entry as texts (addresses, RFC numbers). */
export function sourcesOf(entry: Pick<Sourced, 'sources'>, sources: readonly string[]): string[] {
  return entry.sources.flatMap((position) => sources[position] ?? [])
}
