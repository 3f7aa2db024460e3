import type { Visibility } from './message.ts'

/**
 * How the record at hand is taken: `undecided` until its first bytes tell; `passed-over`: the rest of something that was lost;
 * `sealed`: its keys are known, and it is opened once it is whole.
 */
export type Reading = 'plain' | 'protected' | 'undecided' | 'passed-over' | 'sealed'

/** What the messages of such a record are shown as. */
export const VISIBILITY: Readonly<Record<Reading, Visibility>> = {
  plain: 'plain',
  undecided: 'plain',
  'passed-over': 'plain',
  protected: 'encrypted',
  sealed: 'decrypted',
}
