/** A certificate's validity and the time of a handshake on one line, as shares of its width (0 to 1). */
export interface ValidityBar {
  readonly from: number
  readonly to: number
  readonly at: number | undefined
  readonly state: 'valid' | 'expired' | 'not-yet-valid' | 'unknown'
}

/** Room on either side of what is drawn, so that an end of validity is seen as an end. */
const MARGIN = 0.08

/** Times in milliseconds since 1970; undefined when the dates cannot be read or lie the wrong way round. */
export function validityBar(
  notBeforeMs: number,
  notAfterMs: number,
  atMs: number | undefined,
): ValidityBar | undefined {
  if (!Number.isFinite(notBeforeMs) || !Number.isFinite(notAfterMs) || notAfterMs < notBeforeMs) return undefined
  const first = Math.min(notBeforeMs, atMs ?? notBeforeMs)
  const last = Math.max(notAfterMs, atMs ?? notAfterMs)
  const place = (ms: number): number =>
    last === first ? 0.5 : MARGIN + ((ms - first) / (last - first)) * (1 - 2 * MARGIN)
  return {
    from: place(notBeforeMs),
    to: place(notAfterMs),
    at: atMs === undefined ? undefined : place(atMs),
    state:
      atMs === undefined ? 'unknown' : atMs < notBeforeMs ? 'not-yet-valid' : atMs > notAfterMs ? 'expired' : 'valid',
  }
}
