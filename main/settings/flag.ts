/** What is wrong with how a policy is written. */
export interface Flag {
  readonly code:
    | 'unknown-keyword'
    | 'misplaced-keyword'
    | 'unknown-statement'
    | 'misplaced-statement'
    | 'unknown-value'
    | 'missing-reference'
    | 'missing-keyword'
    | 'repeated'
    | 'braces'
  readonly source: number
  readonly line: number
  /** One sentence for a person. */
  readonly text: string
  /** False: it may be a keyword or value of a release that is not known here. */
  readonly sure: boolean
  /** What it is about, as written. */
  readonly word: string
  /** What was probably meant. */
  readonly meant: string | undefined
}
