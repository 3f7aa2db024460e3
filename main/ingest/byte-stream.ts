import type { SourceProblem } from './source-problem.ts'

/** Bytes that are read once from front to back: a file's own, or what lies in its container. */
export interface ByteStream {
  /** How many bytes were given so far. */
  readonly offset: number
  /** Nothing will come any more. */
  readonly atEnd: boolean
  /**
   * Fills `buffer` from `start` on as far as there is something, and returns how many bytes it brought, or why there are no more. What
   * came before a problem is given first.
   */
  read(buffer: Uint8Array, start: number): number | SourceProblem | Promise<number | SourceProblem>
}
