import type { ConnectionDetail } from '../../preload/contract/connection.ts'
import { linkEvidence } from './evidence-link.ts'
import { address, plural } from './format.ts'
import { ladderItems } from './ladder-item.ts'
import { layoutLadder } from './ladder-layout.ts'
import { type LadderDrawing, ladderStyle, ladderSvg } from './ladder-svg.ts'
import { paperColours } from './paper.ts'

/** Wide enough for three lanes, and still legible on A4. */
const WIDTH_PX = 860
/** A drawing of more is a wallpaper; the rest is counted. */
const MAX_ITEMS = 400

/** The ladder of a connection with the root cause's evidence as letters; `letterOf` its pieces by their places. */
export function ladderDrawing(
  detail: ConnectionDetail,
  sourceName: (source: number) => string,
  letterOf: (at: number) => string,
): LadderDrawing {
  const evidence = detail.findings[0]?.evidence ?? []
  const items = ladderItems(detail, new Set(), (note) =>
    evidence.some(({ line, source }) => line === note.line && source === note.source),
  )
  const ladder = layoutLadder(items.slice(0, MAX_ITEMS), WIDTH_PX, sourceName)
  const ssl = detail.legs.find((leg) => leg.job !== null || leg.process !== null)
  const notDrawn =
    detail.cut.messages + detail.cut.events + detail.cut.traceNotes + Math.max(0, items.length - MAX_ITEMS)
  return {
    ladder,
    widthPx: WIDTH_PX,
    links: linkEvidence(ladder, { evidence }, letterOf),
    heads: {
      client: { title: 'Client', text: address(detail.row.client) },
      server: { title: 'Server', text: address(detail.row.server) },
      ssl: {
        title: 'System SSL',
        text: [ssl?.job, ssl?.process, ssl?.thread].filter(Boolean).join(' / ') || 'functions',
      },
    },
    end: notDrawn > 0 ? `${plural(notDrawn, 'more line')} not drawn` : 'nothing further in the sources',
  }
}

/** The whole drawing as a file of its own: SVG with its style in it, on paper. */
export function ladderFile(drawing: LadderDrawing): {
  readonly svg: string
  readonly width: number
  readonly height: number
} {
  // What the first stretch has above the marks, for the heads of the lanes.
  const topPx = -50
  const bottomPx = drawing.ladder.heightPx
  const svg = ladderSvg(drawing, { topPx, bottomPx }, 'Ladder of a TLS handshake').toString()
  const style = `<style>${paperColours}${ladderStyle} svg { background: var(--paper); }</style>`
  return { svg: svg.replace(/>/, `>${style}`), width: drawing.widthPx, height: bottomPx - topPx }
}
