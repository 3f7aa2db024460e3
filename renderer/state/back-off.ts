/** The longest pause between two attempts: somebody who restarts the engine should not wait for us. */
const LONGEST_MS = 5_000
const FIRST_MS = 200

/** Pause before attempt `attempt` (from 0), in milliseconds: doubling, with a spread so that many windows do not knock at once. */
export function backOffMs(attempt: number, random: () => number = Math.random): number {
  const pause = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 10))
  return Math.round(pause * (0.75 + random() * 0.5))
}
