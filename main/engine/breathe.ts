import { setImmediate } from 'node:timers/promises'

/** A request was taken back by the one who made it. */
export class Aborted extends Error {}

/** Lets the engine answer others in the middle of long work; throws Aborted when nobody waits for the work any more. */
export async function breathe(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  if (signal?.aborted) throw new Aborted('The request was taken back.')
}
