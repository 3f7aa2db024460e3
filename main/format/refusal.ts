/** Why a source is not read, for a person: what it is, and what to do instead. */
export interface Refusal {
  /** Stable and machine-readable: `raw-ctrace`. */
  readonly code: string
  readonly text: string
  readonly nextStep: string
}
