import type { ConnectionDetail } from '../../../../preload/contract/connection.ts'
import type { Evidence } from '../../../../preload/contract/finding.ts'
import type { Note } from '../../../../preload/contract/note.ts'
import { clock, measured, plural } from '../../../../main/presentation/format.ts'
import { annotations } from '../../../chart/axis/annotation.ts'
import { bands, LINE_PX, STEM_PX } from '../../../chart/axis/bands.ts'
import { type Flag, flags, lineWidth, roomAtEnd } from '../../../chart/axis/flag.ts'
import { ruler } from '../../../chart/axis/ruler.ts'
import { placesInView, strokes } from '../../../chart/axis/stroke.ts'
import { idleStretches, timeScale, zoomed } from '../../../chart/axis/time-scale.ts'
import { type AxisLane, timedMarks, type TimedMark } from '../../../chart/axis/timed-mark.ts'
import { longestWait, pauses, waits } from '../../../chart/axis/wait.ts'
import type { AxisZoom } from './axis-zoom.svelte.ts'

/** Before the first mark. */
const LEFT_PX = 18
/** Marks to a pixel that are too many to tell apart. */
const DENSE = 0.25

type FlagLane = 'client' | 'server' | Exclude<AxisLane, 'wire'>

/** The most lines that a lane's names ask for. */
const MOST_LINES: Readonly<Record<FlagLane, number>> = { client: 10, server: 12, ssl: 6, log: 3 }
const LANES = ['client', 'server', 'ssl', 'log'] as const satisfies readonly FlagLane[]

export interface AxisInput {
  readonly detail: () => ConnectionDetail
  /** Notes on the connection and in it. */
  readonly written: () => readonly Note[]
  readonly selected: () => number | undefined
  readonly evidence: () => readonly Evidence[]
  readonly followed: () => number | undefined
  /** Idle time is drawn short where there is any. */
  readonly idleShort: () => boolean
  readonly sourceName: (source: number) => string
  readonly isLog: (source: number) => boolean
}

/** Everything that is drawn of a handshake on the time axis, from what it is, its size, and its zoom. */
export class AxisModel {
  widthPx = $state(0)
  heightPx = $state(0)
  readonly #given: AxisInput
  readonly #zoom: AxisZoom

  constructor(given: AxisInput, zoom: AxisZoom) {
    this.#given = given
    this.#zoom = zoom
  }

  readonly timed = $derived.by(() => timedMarks({ ...this.#given.detail(), ...this.#given }))
  readonly marks = $derived(this.timed.marks)
  readonly #byLane = $derived(Map.groupBy(this.marks, laneOf))
  readonly idle = $derived(idleStretches(this.marks.filter(({ lane }) => lane === 'wire').map(({ atNs }) => atNs)))
  readonly shortened = $derived.by(() => this.idle.length > 0 && this.#given.idleShort())
  readonly spanNs = $derived(this.marks.reduce((most, { endNs }) => Math.max(most, endNs), 0))

  /** All of the time in the width, and what the zoom makes of it. */
  readonly whole = $derived(
    timeScale(
      [0, this.spanNs],
      [LEFT_PX, this.widthPx - roomAtEnd(this.marks, this.spanNs, this.widthPx)],
      this.shortened ? this.idle : [],
    ),
  )
  readonly scale = $derived.by(() => zoomed(this.whole, this.#zoom.now))
  readonly #k = $derived.by(() => this.#zoom.now.k)

  readonly bands = $derived.by(() =>
    bands(this.heightPx, {
      client: this.#wanted('client', 1),
      server: this.#wanted('server', 1),
      ssl: this.#wanted('ssl', 0),
      log: this.#wanted('log', 0),
      annotations: this.#given.evidence().length > 0 || this.#given.written().some(({ n }) => n !== null),
    }),
  )

  /** Names at the present enlargement: they stay where they are while the axis is moved. */
  readonly #flags = $derived.by(() => {
    const { clientY, clientLines, serverY, serverLines, ssl, log } = this.bands
    const room = {
      client: { y: clientY, lines: clientLines },
      server: { y: serverY, lines: serverLines },
      ssl,
      log,
    }
    return LANES.flatMap((lane) => {
      const { y, lines } = room[lane] ?? { y: 0, lines: 0 }
      return lines === 0 ? [] : [{ lane, y, above: lane === 'client', flags: this.#flagsOf(lane, lines, this.#k) }]
    })
  })
  readonly flags = $derived.by(() =>
    this.#flags.map(({ flags: all, ...lane }) => ({
      ...lane,
      flags: all
        .map((flag) => ({ flag, x: flag.x + this.#zoom.now.x }))
        .filter(({ flag, x }) => x < this.widthPx + 4 && x + Math.max(...flag.lines.map(lineWidth)) > 0),
    })),
  )
  /** The lines of names in view, where the pointer and assistive technology find them. */
  readonly named = $derived(
    this.flags.flatMap(({ above, y, flags: shown }) =>
      shown.flatMap(({ flag, x }) => {
        const lines = flag.lines.length + (flag.more > 0 ? 1 : 0)
        const top = above ? y - STEM_PX - (flag.level + lines) * LINE_PX : y + STEM_PX + flag.level * LINE_PX
        return flag.lines.map((line, i) => ({ line, x, y: top + i * LINE_PX }))
      }),
    ),
  )

  readonly places = $derived(placesInView(this.marks, this.scale.px, this.widthPx))
  readonly dense = $derived(this.places.length > this.widthPx * DENSE)
  readonly strokes = $derived(strokes(this.places, this.bands))
  readonly ruler = $derived(ruler(this.scale.pieces, this.widthPx))
  readonly #pauses = $derived(pauses(this.marks, this.idle))
  readonly waits = $derived(waits(this.#pauses, this.scale, this.widthPx))
  readonly said = $derived.by(() =>
    annotations(
      this.marks,
      this.#given.evidence(),
      this.#given.written(),
      (mark) => this.scale.px(mark.atNs),
      this.widthPx,
      this.bands,
    ),
  )

  /** The mark of the message that is open. */
  readonly chosen = $derived.by(() => {
    const selected = this.#given.selected()
    return selected === undefined ? undefined : this.marks.find(({ message }) => message === selected)
  })
  readonly followedKey = $derived.by(() => {
    const followed = this.#given.followed()
    return followed === undefined ? undefined : this.said.links.find(({ evidence }) => evidence.includes(followed))?.key
  })
  readonly chosenKeys: ReadonlySet<string> = $derived(
    new Set([this.followedKey, this.chosen?.key].filter((key) => key !== undefined)),
  )
  /** Links that stand out: the one that is followed, or those that end in the chosen message. */
  readonly active: ReadonlySet<string> = $derived.by(() => {
    const { links, failure } = this.said
    const chosen = this.chosen?.key
    const stands = (key: string): boolean =>
      this.#given.followed() === undefined
        ? chosen !== undefined && (key === chosen || failure === chosen)
        : key === this.followedKey
    return new Set(links.map(({ key }) => key).filter(stands))
  })

  readonly summary = $derived.by(() => {
    const longest = longestWait(this.#pauses)
    const { messages, events, traceNotes } = this.#given.detail().cut
    return [
      `${plural(this.marks.filter(({ message }) => message !== undefined).length, 'message')} in ${measured(this.spanNs)}`,
      longest ? `longest wait ${longest}` : '',
      this.timed.untimed > 0 ? `${plural(this.timed.untimed, 'line')} without a time` : '',
      messages + events + traceNotes > 0 ? `${plural(messages + events + traceNotes, 'more line')} not drawn` : '',
    ]
      .filter(Boolean)
      .join(' · ')
  })

  /** The time of the day at a place of the axis. */
  timeOf(atNs: number): string {
    const { startNs } = this.timed
    return startNs === undefined ? '' : clock(startNs + BigInt(Math.round(atNs)), 6)
  }

  /** Of a mark: its time, how long it lasted, and how far it is from the one that is chosen. */
  timesOf(mark: TimedMark): readonly string[] {
    const { chosen } = this
    const away = chosen && chosen !== mark ? mark.atNs - chosen.atNs : undefined
    return [
      `${this.timeOf(mark.atNs)}  +${measured(mark.atNs)}`,
      ...(mark.endNs > mark.atNs ? [`for ${measured(mark.endNs - mark.atNs)}`] : []),
      ...(away === undefined
        ? []
        : [`${measured(Math.abs(away))} ${away < 0 ? 'before' : 'after'} ${chosen?.label ?? ''}`]),
    ]
  }

  #flagsOf(lane: FlagLane, lines: number, k: number): readonly Flag[] {
    return flags(
      this.#byLane.get(lane) ?? [],
      (mark) => this.whole.px(mark.atNs) * k,
      { lines, endPx: this.widthPx * k },
      (mark) => mark.message !== undefined && mark.message === this.#given.selected(),
    )
  }

  /** Lines that the names of a lane take while all of the time is shown. */
  #wanted(lane: FlagLane, least: number): number {
    return this.#flagsOf(lane, MOST_LINES[lane], 1).reduce(
      (lines, flag) => Math.max(lines, flag.level + flag.lines.length + (flag.more > 0 ? 1 : 0)),
      this.#byLane.has(lane) ? 2 : least,
    )
  }
}

function laneOf({ lane, from, shape }: TimedMark): FlagLane {
  if (lane !== 'wire') return lane
  return shape === 'data' || shape === 'band' ? 'server' : (from ?? 'server')
}
