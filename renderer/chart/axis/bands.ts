/** Height of one line of a flag. */
export const LINE_PX = 17
export const RULER_PX = 30
/** Between a lane and the first line of its flags. */
export const STEM_PX = 9
const ANNOTATION_PX = 28
const POINT_PX = 24
const LEAST_BETWEEN_PX = 64
const MOST_BETWEEN_PX = 240
/** Of a very tall picture. */
const MOST_BETWEEN_SHARE = 0.4
const MOST_LINES = 14

/** Where everything lies from the top down, px. */
export interface Bands {
  /** Numbers and letters of findings and notes; undefined where there are none. */
  readonly annotationY: number | undefined
  readonly clientY: number
  readonly clientLines: number
  readonly serverY: number
  readonly serverLines: number
  readonly ssl: PointBand | undefined
  readonly log: PointBand | undefined
  readonly heightPx: number
}

/** Points in a row, and the lines of their flags under it. */
export interface PointBand {
  readonly topY: number
  readonly y: number
  readonly lines: number
  readonly bottomY: number
}

export interface Wanted {
  /** Lines of the tallest block that each side could use. */
  readonly client: number
  readonly server: number
  readonly ssl: number
  readonly log: number
  readonly annotations: boolean
}

/** Shares out a height: first a lane's own line, then lines of flags to where they are wanted, then distance between client and server. */
export function bands(heightPx: number, wanted: Wanted): Bands {
  const ssl = wanted.ssl > 0
  const log = wanted.log > 0
  const fixed =
    RULER_PX +
    (wanted.annotations ? ANNOTATION_PX : 0) +
    (ssl ? POINT_PX : 0) +
    (log ? POINT_PX : 0) +
    (3 + Number(ssl) + Number(log)) * STEM_PX
  const room = Math.max(0, heightPx - fixed)
  const between = Math.max(LEAST_BETWEEN_PX, Math.min(MOST_BETWEEN_PX, Math.round(room * 0.26)))
  const mostBetween = Math.max(MOST_BETWEEN_PX, room * MOST_BETWEEN_SHARE)
  const lines = share(
    [wanted.client, wanted.server, wanted.ssl, wanted.log].map((one) => Math.min(MOST_LINES, one)),
    Math.max(ssl || log ? 4 : 2, Math.floor((room - between) / LINE_PX)),
  )
  const [client = 1, server = 1, sslLines = 0, logLines = 0] = lines
  let y = RULER_PX
  const annotationY = wanted.annotations ? y + ANNOTATION_PX / 2 : undefined
  if (wanted.annotations) y += ANNOTATION_PX
  const clientY = y + client * LINE_PX + STEM_PX
  const left = room - between - (client + server + sslLines + logLines) * LINE_PX
  const serverY = clientY + Math.round(between + Math.max(0, Math.min(mostBetween - between, left)))
  y = serverY + STEM_PX + server * LINE_PX
  const pointBand = (own: boolean, ownLines: number): PointBand | undefined => {
    if (!own) return undefined
    const topY = y + STEM_PX
    y = topY + POINT_PX + ownLines * LINE_PX
    return { topY, y: topY + POINT_PX / 2, lines: ownLines, bottomY: y }
  }
  const sslBand = pointBand(ssl, sslLines)
  const logBand = pointBand(log, logLines)
  return {
    annotationY,
    clientY,
    clientLines: client,
    serverY,
    serverLines: server,
    ssl: sslBand,
    log: logBand,
    heightPx: Math.max(heightPx, y + STEM_PX),
  }
}

/** One by one to whoever has least of what it wants, while there are any. */
function share(wanted: readonly number[], most: number): readonly number[] {
  const given = wanted.map((one) => Math.min(1, one))
  let left = most - given.reduce((sum, one) => sum + one, 0)
  while (left > 0) {
    let next = -1
    wanted.forEach((one, i) => {
      const has = given[i] ?? 0
      if (has < one && (next < 0 || has < (given[next] ?? 0))) next = i
    })
    if (next < 0) break
    given[next] = (given[next] ?? 0) + 1
    left--
  }
  return given
}
