/** Terms put into and taken out of the one-line filter by buttons and drawings; what somebody typed beside them stays. */

/** A term, with what stands in quotes kept together. */
const TERMS = /(?:"[^"]*"?|[^\s"])+/g

const termsOf = (filter: string): string[] => filter.match(TERMS) ?? []

/** Whether the filter has this very term. */
export function hasTerm(filter: string, term: string): boolean {
  return termsOf(filter).includes(term)
}

/** With the term, in place of others of the same names. */
export function withTerms(filter: string, ...terms: readonly string[]): string {
  const names = terms.map(nameOf)
  return [...termsOf(filter).filter((term) => !names.includes(nameOf(term))), ...terms].join(' ')
}

/** Without the terms of these names. */
export function withoutNames(filter: string, ...names: readonly string[]): string {
  return termsOf(filter)
    .filter((term) => !names.includes(nameOf(term)))
    .join(' ')
}

/** With the terms, or without them where it has them all. */
export function toggledTerms(filter: string, ...terms: readonly string[]): string {
  return terms.every((term) => hasTerm(filter, term))
    ? termsOf(filter)
        .filter((term) => !terms.includes(term))
        .join(' ')
    : withTerms(filter, ...terms)
}

/** `after:` and `before:` for a stretch of time: by the time of day where all of it lies on one day. */
export function timeTerms(fromNs: bigint, toNs: bigint, dated: boolean): [after: string, before: string] {
  return [`after:${timeText(fromNs, dated)}`, `before:${timeText(toNs, dated)}`]
}

function nameOf(term: string): string {
  const colon = term.search(/[:<>=]/)
  return colon < 0 || term.startsWith('"') ? term : term.slice(0, colon).toLowerCase()
}

/** No more digits than there are. */
function timeText(ns: bigint, dated: boolean): string {
  const iso = new Date(Number(ns / 1_000_000n)).toISOString()
  const fraction = String(ns % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '')
  const seconds = iso.slice(11, 19)
  const time = fraction ? `${seconds}.${fraction}` : seconds.endsWith(':00') ? seconds.slice(0, 5) : seconds
  return dated ? `${iso.slice(0, 10)}T${time}` : time
}
