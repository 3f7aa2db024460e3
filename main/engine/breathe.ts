import { setImmediate, setTimeout } from 'node:timers/promises'

/** A request was taken back by the one who made it. */
export class Aborted extends Error {}

/** So long after the last of such work the background stands still, too: who scrolls asks for page after page, and the window needs the processor. */
const QUIET_MS = 250

let inFront = 0
let quietUntil = 0

/** Work that somebody waits for with their eyes on it: what counts in the background stands still meanwhile. */
export async function first<T>(work: () => Promise<T>): Promise<T> {
  inFront++
  try {
    return await work()
  } finally {
    inFront--
    quietUntil = performance.now() + QUIET_MS
  }
}

/** As `breathe`, for work in the background. */
export async function stepBack(signal: AbortSignal | undefined): Promise<void> {
  await breathe(signal)
  while (inFront > 0 || performance.now() < quietUntil) {
    if (inFront === 0) await setTimeout(quietUntil - performance.now())
    await breathe(signal)
  }
}

/** Lets the engine answer others in the middle of long work; throws Aborted when nobody waits for the work any more. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  if (signal?.aborted) throw new Aborted('The request was taken back.')
}
