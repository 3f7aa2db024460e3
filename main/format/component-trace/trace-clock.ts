const DAY_NS = 86_400_000_000_000
/** A step back of more than this is a midnight, of less a record out of order. */
const MIDNIGHT_STEP_NS = DAY_NS / 2
/** How long after a midnight a record of the evening before may still turn up. */
const LATE_NS = 600_000_000_000

/** Which day a record belongs to: dates stand on date lines only, records have a time of day. */
export class TraceClock {
  dated = false
  #day = 0
  #previousNs = -1
  /** A midnight was passed, so that a record of the evening before may come late. */
  #passedMidnight = false

  dateLine(day: number): void {
    this.#passedMidnight = this.dated && day === this.#day + 1
    this.#previousNs = this.#passedMidnight ? 0 : -1
    this.dated = true
    this.#day = day
  }

  /** Day of the record that is printed next. */
  dayAt(timeOfDayNs: number): number {
    const previousNs = this.#previousNs
    if (this.#passedMidnight && previousNs < LATE_NS && timeOfDayNs > DAY_NS - LATE_NS) return this.#day - 1
    if (previousNs >= 0 && timeOfDayNs - previousNs < -MIDNIGHT_STEP_NS) {
      this.#day++
      this.#passedMidnight = true
    }
    this.#previousNs = timeOfDayNs
    return this.#day
  }
}
