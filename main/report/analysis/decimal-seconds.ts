const BILLION = 1_000_000_000n

/** Nanoseconds as decimal seconds with as many of nine fraction digits as it takes; exact, as no double is involved. */
export function decimalSeconds(ns: bigint): string {
  const magnitude = ns < 0n ? -ns : ns
  const fraction = (magnitude % BILLION).toString().padStart(9, '0').replace(/0+$/, '')
  return `${ns < 0n ? '-' : ''}${magnitude / BILLION}${fraction === '' ? '' : `.${fraction}`}`
}
