import { setImmediate } from 'node:timers/promises'

/** A request was taken back by the one who made it. */
export class Aborted extends Error {}

let inFront = 0

/** Work that somebody waits for with their eyes on it: what counts in the background stands still meanwhile. */
export async function first<T>(work: () => Promise<T>): Promise<T> {
  inFront++
  try {
    return await work()
  } finally {
    inFront--
  }
}

/** As `breathe`, for work in the background. */
export async function stepBack(signal: AbortSignal | undefined): Promise<void> {
  do await breathe(signal)
  while (inFront > 0)
}

/** Lets the engine answer others in the middle of long work; throws Aborted when nobody waits for the work any more. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  if (signal?.aborted) throw new Aborted('The request was taken back.')
}
