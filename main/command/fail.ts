import { Aborted } from '../engine/breathe.ts'
import { errorText } from '../engine/error-text.ts'
import { AlreadyThere } from '../engine/write-beside.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import { printable } from './printable.ts'

/** A sentence on standard error. */
export const say = (text: string): void => void process.stderr.write(`gskope: ${printable(text)}\n`)

/** Says why a command came to nothing; the exit status that goes with it. */
export function fail(error: unknown): ExitStatus {
  if (error instanceof Aborted) return EXIT.interrupted
  say(`${errorText(error)}${error instanceof AlreadyThere ? ' (--force replaces it)' : ''}`)
  return EXIT.nothing
}
