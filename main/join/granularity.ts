const SECOND_NS = 1_000_000_000n
/** The finest step that is looked for. */
const FINEST_NS = 10_000n
/** So many times are no multiples of a fine step by chance; one of a whole second is by one chance in a million. */
const ENOUGH = 8

/** Nanoseconds that a clock's times are whole multiples of: a second for a log without fractions. What is finer is cut off, not rounded. */
export function granularityNs(times: readonly bigint[]): bigint {
  let step = SECOND_NS
  for (const time of times) {
    while (step >= FINEST_NS && time % step !== 0n) step /= 10n
    if (step < FINEST_NS) return 0n
  }
  return times.length >= ENOUGH || (times.length > 0 && step === SECOND_NS) ? step : 0n
}
