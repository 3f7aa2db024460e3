import { applyMutations, type Mutation, mutations } from './mutation.ts'
import { Random } from './random.ts'
import type { Target } from './target.ts'

export interface Input {
  readonly seed: Uint8Array
  readonly changes: readonly Mutation[]
  readonly piece: number
}

/** Sizes in which files come; one that is large brings all at once. */
const PIECES = [1 << 30, 1 << 30, 4_096, 700, 61]

/** Input number `index` for a target: the same again for the same numbers, whatever came before. */
export function inputAt(target: Target, seed: number, index: number): Input {
  const random = new Random(seed, index)
  const bytes = random.pick(target.seeds)
  const changes = mutations(random, bytes.length, target.seeds)
  // Small pieces of a large input are thousands of calls with the same bytes.
  const piece = Math.max(random.pick(PIECES), bytes.length >> 8)
  return { seed: bytes, changes, piece }
}

/** The changes that it takes to make `fails` say yes, others left out as far as that goes. */
export async function smallest(input: Input, fails: (bytes: Uint8Array) => Promise<boolean>): Promise<Uint8Array> {
  let { changes } = input
  for (let at = 0; at < changes.length;) {
    const fewer = changes.filter((_, other) => other !== at)
    if (await fails(applyMutations(input.seed, fewer))) changes = fewer
    else at++
  }
  let bytes = applyMutations(input.seed, changes)
  // Pieces that do not matter go, large ones first.
  for (let size = bytes.length >> 1; size >= 1; size >>= 1)
    for (let at = 0; at + size <= bytes.length;) {
      const without = Uint8Array.from([...bytes.subarray(0, at), ...bytes.subarray(at + size)])
      if (await fails(without)) bytes = without
      else at += size
    }
  return bytes
}
