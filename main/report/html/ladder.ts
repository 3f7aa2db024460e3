import type { MessageRow } from '../../../preload/contract/connection.ts'
import { clock, count, plural, size } from '../../presentation/format.ts'
import { ladderDrawing } from '../../presentation/ladder-drawing.ts'
import { ladderStretches, ladderSvg } from '../../presentation/ladder-svg.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { levelWord } from '../../presentation/words.ts'
import { sourceName } from '../model/place.ts'
import type { Report, ReportConnection } from '../model/report.ts'
import { heading, type Level } from './heading.ts'

/** A stretch fits on a page of Letter, the lower one, with a heading above. */
const STRETCH_PX = 1_020
const MAX_ROWS = 400

/** The ladder with the letters of the root cause's evidence, and the same as a table. */
export function ladderHtml(report: Report, connection: ReportConnection, level: Level): Markup {
  const { detail, proofs } = connection
  const drawing = ladderDrawing(
    detail,
    (source) => sourceName(report, source),
    (at) => proofs[0]?.[at]?.letter ?? '',
  )
  const stretches = ladderStretches(drawing.ladder, STRETCH_PX)
  const letters = (proofs[0] ?? []).map(({ letter, evidence }) => `${letter}: ${evidence.text}`)
  const described = `Ladder of ${plural(detail.messages.length, 'message')} between client and server`
  return markup`${heading(level, 'What was said')}
<figure>
${stretches.map((stretch, at) => ladderSvg(drawing, stretch, at === 0 ? described : `${described}, part ${at + 1}`))}
${letters.length > 0 && markup`<figcaption class="small quiet">${letters.map((text, at) => markup`${at > 0 && ' · '}${text}`)}</figcaption>`}
</figure>
${messageTable(report, detail.messages)}
`
}

function messageTable(report: Report, messages: readonly MessageRow[]): Markup {
  const shown = messages.slice(0, MAX_ROWS)
  return markup`<table>
<caption>The messages, and where each stands${messages.length > MAX_ROWS && `; ${count(messages.length - MAX_ROWS)} more are left out`}</caption>
<thead><tr><th scope="col" class="number">No.</th><th scope="col">Time</th><th scope="col">From</th><th scope="col">Message</th><th scope="col" class="number">Size</th><th scope="col">Where</th></tr></thead>
<tbody>
${shown.map(
  (message) =>
    markup`<tr><td class="number">${message.n}</td><td class="word mono">${message.timeNs === null ? '' : clock(message.timeNs, 6)}</td><td class="word">${message.from}</td><td>${nameOf(message)}${message.summary !== '' && markup`<br><span class="quiet">${message.summary}</span>`}</td><td class="number">${size(message.length)}</td><td>${whereOf(report, message)}</td></tr>
`,
)}</tbody>
</table>`
}

function nameOf({ name, content, level, visibility, complete }: MessageRow): string {
  const plain = content === 'alert' ? `${levelWord(level)} ${name ?? 'alert'}` : (name ?? `encrypted ${content}`)
  const more = [visibility === 'plain' ? '' : visibility, complete ? '' : 'bytes missing'].filter(Boolean)
  return more.length > 0 ? `${plain} (${more.join(', ')})` : plain
}

function whereOf(report: Report, { sightings }: MessageRow): string {
  return sightings
    .map(({ source, frame, line }) =>
      [sourceName(report, source), frame === null ? '' : `packet ${frame}`, line === null ? '' : `line ${line}`]
        .filter(Boolean)
        .join(' '),
    )
    .join('; ')
}
