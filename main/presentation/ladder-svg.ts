import type { EvidenceLinks } from './evidence-link.ts'
import type { DataMark, EventMark, Ladder, Lane, Mark, MessageMark, NoteMark } from './ladder-layout.ts'
import { markup, type Markup } from './markup.ts'

/** Above the marks, px: what the lanes are called. */
const HEAD_PX = 50
const HEAD_CHAR_PX = 6.8
/** The last one is cut less than this early, px, so that no stretch holds a single mark. */
const SHORTEST_PX = 120

/** A ladder as it is drawn where nobody can click: everything is in the drawing. */
export interface LadderDrawing {
  readonly ladder: Ladder
  readonly widthPx: number
  readonly heads: Readonly<Record<Lane['id'], { readonly title: string; readonly text: string }>>
  readonly links: EvidenceLinks
  /** Under the last mark. */
  readonly end: string
}

/** A part of the drawing from top to bottom, px of the ladder. */
export interface Stretch {
  readonly topPx: number
  readonly bottomPx: number
}

/** The drawing in stretches of `mostPx` at most, cut between two marks, so that none is cut by the end of a page. */
export function ladderStretches(ladder: Ladder, mostPx: number): readonly Stretch[] {
  const stretches: Stretch[] = []
  let topPx = -HEAD_PX
  for (const mark of ladder.marks) {
    if (mark.y + mark.heightPx - topPx <= mostPx || mark.y - topPx < SHORTEST_PX) continue
    stretches.push({ topPx, bottomPx: mark.y })
    topPx = mark.y
  }
  return [...stretches, { topPx, bottomPx: ladder.heightPx }]
}

/** One stretch as an `svg` element; its colours come from `ladderStyle` and the page's variables. `label` says what is to be seen. */
export function ladderSvg(drawing: LadderDrawing, { topPx, bottomPx }: Stretch, label: string): Markup {
  const { ladder, widthPx, links, heads, end } = drawing
  const shown = ladder.marks.filter((mark) => mark.y < bottomPx && mark.y + mark.heightPx > topPx)
  const within = (y: number): boolean => y >= topPx && y < bottomPx
  const heightPx = bottomPx - topPx
  return markup`<svg
    class="ladder"
    role="img"
    aria-label="${label}"
    xmlns="http://www.w3.org/2000/svg"
    width="${widthPx}"
    height="${heightPx}"
    viewBox="0 ${topPx} ${widthPx} ${heightPx}"
  >
    ${topPx < 0 && ladder.lanes.map((lane, at) => laneHead(drawing, lane, at, heads[lane.id]))}
    ${ladder.lanes.map(({ x }) => markup`<line class="lane" x1="${x}" x2="${x}" y1="0" y2="${ladder.end.y + 8}" />`)}
    ${links.links.map(
      ({ line, bytes }) =>
        markup`${line !== '' && markup`<path class="link" d="${line}" />`}${
          bytes.text !== '' &&
          within(bytes.y) &&
          markup`<text class="bytes" x="${bytes.x}" y="${bytes.y}">${bytes.text}</text>`
        }`,
    )}
    ${shown.map((mark) => markup`${time(ladder, mark)}${drawn(mark)}`)}
    ${links.links.map(
      ({ pill }) =>
        within(pill.y + 8) &&
        markup`<rect class="letter" x="${pill.x}" y="${pill.y}" width="${pill.widthPx}" height="16" rx="8" /><text
            class="letter"
            x="${pill.x + pill.widthPx / 2}"
            y="${pill.y + 11.5}"
            >${pill.text}</text
          >`,
    )}
    ${
      bottomPx >= ladder.heightPx &&
      markup`<text class="end" x="${ladder.end.x}" y="${ladder.end.y + 28}">${end}</text>`
    }
  </svg>`
}

function laneHead(
  { ladder, widthPx }: LadderDrawing,
  { id, x }: Lane,
  at: number,
  { title, text }: LadderDrawing['heads'][Lane['id']],
): Markup {
  const next = ladder.lanes[at + 1]?.x ?? widthPx
  const before = ladder.lanes[at - 1]?.x ?? 0
  const room = id === 'ssl' ? widthPx - x : Math.min(next - x, x - before) - 4
  const anchor = id === 'ssl' ? 'start' : 'middle'
  const most = Math.floor((id === 'ssl' ? room : room * 1.9) / HEAD_CHAR_PX)
  const shown = text.length > most ? `${text.slice(0, most - 1)}…` : text
  return markup`<text class="head ${anchor}" x="${x}" y="-31">${title}</text
    ><text class="whose ${anchor}" x="${x}" y="-14">${shown}</text>`
}

function time(ladder: Ladder, mark: Mark): Markup | false {
  if (mark.time === '') return false
  return mark.kind === 'note'
    ? markup`<text class="time small" x="${mark.x - 10}" y="${mark.y + 14}">${mark.time}</text>`
    : markup`<text class="time" x="${ladder.timeX}" y="${mark.y + (mark.kind === 'event' ? 23 : 30)}">${mark.time}</text>`
}

function drawn(mark: Mark): Markup {
  switch (mark.kind) {
    case 'message':
      return messageSvg(mark)
    case 'event':
      return mark.shape === 'band' ? bandSvg(mark) : eventSvg(mark)
    case 'data':
      return dataSvg(mark)
    case 'note':
      return noteSvg(mark)
    case 'fold':
      return markup`<text class="says" x="${mark.x + 12}" y="${mark.y + 18}">… ${mark.label}</text>`
  }
}

function messageSvg(mark: MessageMark): Markup {
  const { arrow, look, message, tone, centreX, label, detail, y } = mark
  return markup`<g class="message ${tone} ${look}">
    ${
      look === 'encrypted'
        ? markup`<path class="line double" d="${arrow.line}" /><path class="line core" d="${arrow.line}" />`
        : markup`<path class="line" d="${arrow.line}" />`
    }<path class="line" d="${arrow.head}" />
    ${!message.complete && breakSvg(mark)}
    ${mark.alert ? alertSvg(mark) : markup`<text class="label" x="${centreX}" y="${y + 16}">${label}</text>`}
    ${(look === 'decrypted' || look === 'encrypted') && lockSvg(mark)}
    ${detail !== '' && markup`<text class="detail" x="${centreX}" y="${y + (mark.alert ? 51 : 43)}">${detail}</text>`}
  </g>`
}

/** Bytes of it are missing: the arrow is broken. */
function breakSvg({ arrow: { from, to } }: MessageMark): Markup {
  const x = (from.x * 2 + to.x) / 3
  const y = (from.y * 2 + to.y) / 3
  return markup`<rect class="paper" x="${x - 5}" y="${y - 6}" width="10" height="12" /><path
      class="break"
      d="M${x - 6} ${y + 5}l4-10M${x + 2} ${y + 5}l4-10"
    />`
}

function alertSvg({ label, centreX, tone, y: top }: MessageMark): Markup {
  const widthPx = label.length * 6.4 + 36
  const left = centreX - widthPx / 2
  const x = left + 13
  const y = top + 13
  const sign =
    tone === 'bad'
      ? markup`<path class="sign" d="M${x - 2.4} ${y - 5.5}h4.8l3.1 3.1v4.8l-3.1 3.1h-4.8l-3.1-3.1v-4.8z" /><path
            class="bang"
            d="M${x} ${y - 3}v3.4M${x} ${y + 2.6}v.2"
          />`
      : tone === 'warn'
        ? markup`<path class="sign" d="M${x} ${y - 5.5}l6 10.5h-12z" /><path
              class="bang"
              d="M${x} ${y - 1.5}v3M${x} ${y + 3.4}v.2"
            />`
        : markup`<circle class="ring" cx="${x}" cy="${y}" r="4" />`
  return markup`<rect class="pill" x="${left}" y="${top + 3}" width="${widthPx}" height="20" rx="5" />${sign}<text
      class="label start"
      x="${left + 25}"
      y="${top + 17}"
      >${label}</text
    >`
}

function lockSvg({ label, centreX, alert, look, y }: MessageMark): Markup {
  const x = centreX - (label.length * 6.8) / 2 - (alert ? 32 : 12)
  const shackle =
    look === 'encrypted'
      ? `M${x - 2.4} ${y + 10}v-2a2.4 2.4 0 0 1 4.8 0v2`
      : `M${x - 2.4} ${y + 10}v-3a2.4 2.4 0 0 1 4.8 -.4`
  return markup`<rect class="lock" x="${x - 4}" y="${y + 10}" width="8" height="6" rx="1" /><path
      class="shackle"
      d="${shackle}"
    />`
}

function eventSvg({ arrow, event, tone, centreX, label, y }: EventMark): Markup {
  return markup`<g class="event ${tone} ${event.kind}">
    <path class="line" d="${arrow.line}" /><path class="line" d="${arrow.head}" />
    ${event.kind === 'rst' && markup`<path class="cross" d="M${arrow.to.x - 4} ${arrow.to.y - 5}l8 10m0-10l-8 10" />`}
    <text class="label lesser" x="${centreX}" y="${y + 13}">${label}</text>
  </g>`
}

function bandSvg({ arrow, tone, centreX, label, y }: EventMark): Markup {
  const half = Math.abs(arrow.to.x - arrow.from.x) / 2 - 6
  return markup`<g class="band ${tone}">
    <rect x="${centreX - half}" y="${y + 5}" width="${half * 2}" height="23" rx="5" /><text
      class="label lesser"
      x="${centreX}"
      y="${y + 21}"
      >${label}</text
    >
  </g>`
}

function dataSvg({ bar, towardsClient, towardsServer, centreX, label, y: top }: DataMark): Markup {
  const y = top + 26
  const end = bar.x + bar.widthPx
  return markup`<g class="data">
    <text class="label lesser" x="${centreX}" y="${top + 15}">${label}</text>
    <rect x="${bar.x}" y="${y - 3}" width="${bar.widthPx}" height="6" rx="3" />
    ${towardsServer && markup`<path d="M${end - 5} ${y - 6}l8 6l-8 6" />`}
    ${towardsClient && markup`<path d="M${bar.x + 5} ${y - 6}l-8 6l8 6" />`}
  </g>`
}

function noteSvg({ x, y, tone, name, says }: NoteMark): Markup {
  return markup`<g class="note ${tone}">
    ${
      tone === 'bad'
        ? markup`<rect class="dot" x="${x - 4.5}" y="${y + 5.5}" width="9" height="9" transform="rotate(45 ${x} ${y + 10})" />`
        : markup`<circle class="dot" cx="${x}" cy="${y + 10}" r="3.2" />`
    }
    ${name.map((line, at) => markup`<text class="function" x="${x + 12}" y="${y + 14 + at * 15}">${line}</text>`)}
    ${says.map((line, at) => markup`<text class="says" x="${x + 12}" y="${y + 14 + (name.length + at) * 15}">${line}</text>`)}
  </g>`
}

/** How the drawing looks, in the page's variables; for a page that holds one, or for the drawing by itself. */
export const ladderStyle = `
.ladder { display: block; max-width: 100%; height: auto; overflow: hidden; }
.ladder text { font-family: var(--sans); fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.ladder .lane { stroke: var(--line-strong); stroke-width: 1.2; }
.ladder .middle, .ladder .label, .ladder .detail, .ladder .end, .ladder text.letter { text-anchor: middle; }
.ladder .start, .ladder .label.start { text-anchor: start; }
.ladder .head { font-size: 13px; font-weight: 600; }
.ladder .whose { font: 11px var(--mono); fill: var(--ink-3); }
.ladder .time { font: 11px var(--mono); fill: var(--ink-3); text-anchor: end; }
.ladder .time.small { font-size: 10px; }
.ladder .end { font-size: 12px; fill: var(--ink-3); }
.ladder .label { font-size: 12.5px; font-weight: 600; }
.ladder .label.lesser { font-size: 11.5px; font-weight: 400; fill: var(--ink-2); }
.ladder .detail { font: 11px var(--mono); fill: var(--ink-3); }
.ladder .line { fill: none; stroke: var(--tone); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.ladder .message { --tone: var(--ink-2); }
.ladder .quiet, .ladder .event { --tone: var(--ink-3); }
.ladder .bad, .ladder .event.bad { --tone: var(--bad); }
.ladder .warn, .ladder .event.warn { --tone: var(--warn); }
.ladder .event .line { stroke-width: 1.2; }
.ladder .message.bad .line { stroke-width: 2.2; }
.ladder .quiet .label, .ladder .encrypted .label { font-weight: 400; fill: var(--ink-2); }
.ladder .inferred .line, .ladder .retransmission .line { stroke-dasharray: 5 4; }
.ladder .inferred .label { font-style: italic; font-weight: 400; }
.ladder .line.double { stroke-width: 5; stroke-linecap: butt; }
.ladder .line.core { stroke: var(--paper); stroke-width: 2.2; stroke-linecap: butt; }
.ladder .decrypted { --lock: var(--dec); }
.ladder .encrypted { --lock: var(--ink-3); }
.ladder .lock { fill: var(--lock); }
.ladder .shackle { fill: none; stroke: var(--lock); stroke-width: 1.4; }
.ladder .paper { fill: var(--paper); }
.ladder .break { fill: none; stroke: var(--warn); stroke-width: 1.8; }
.ladder .pill { fill: var(--sunken); stroke: var(--line-strong); }
.ladder .bad .pill { fill: var(--bad-bg); stroke: none; }
.ladder .warn .pill { fill: var(--warn-bg); stroke: none; }
.ladder .bad .label { fill: var(--bad); }
.ladder .warn .label { fill: var(--warn); }
.ladder .pill ~ .label, .ladder .band .label { stroke: none; }
.ladder .sign { fill: var(--tone); }
.ladder .bang { fill: none; stroke: var(--bad-bg); stroke-width: 1.6; stroke-linecap: round; }
.ladder .ring { fill: none; stroke: var(--ink-3); stroke-width: 1.6; }
.ladder .cross { fill: none; stroke: var(--bad); stroke-width: 2.2; stroke-linecap: round; }
.ladder .band rect { fill: var(--paper); stroke: var(--tone, var(--ink-3)); stroke-dasharray: 4 3; }
.ladder .band.warn rect { fill: var(--warn-bg); }
.ladder .data rect { fill: var(--line-strong); }
.ladder .data path { fill: none; stroke: var(--ink-3); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.ladder .dot { fill: var(--ink-3); stroke: var(--paper); stroke-width: 1.5; }
.ladder .note.bad .dot { fill: var(--bad); }
.ladder .function { font: 11.5px var(--mono); }
.ladder .note.bad .function { font-weight: 600; }
.ladder .says { font-size: 11.5px; fill: var(--ink-3); }
.ladder .note.bad .says { fill: var(--bad); }
.ladder .link { fill: none; stroke: var(--bad); stroke-width: 1.6; }
.ladder .bytes { font: 600 10px var(--mono); fill: var(--bad); text-anchor: end; }
.ladder rect.letter { fill: var(--bad); }
.ladder text.letter { font: 600 10px var(--mono); fill: var(--paper); stroke: none; }
`
