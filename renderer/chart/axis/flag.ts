import type { TimedMark } from './timed-mark.ts'

/** Names of marks beside their place on the axis: those of one side that lie together are one block of lines, as they read in the ladder. */
export interface Flag {
  readonly key: string
  /** px of the enlarged drawing, before it is moved. */
  readonly x: number
  /** Lines between the lane and the block. */
  readonly level: number
  readonly lines: readonly FlagLine[]
  /** Marks of the block that have no line; 0 where there is none to say so. */
  readonly more: number
}

export interface FlagLine {
  readonly mark: TimedMark
  /** Its detail is shown too. */
  readonly detail: string
}

export interface FlagRoom {
  /** Lines that there is room for. */
  readonly lines: number
  /** No detail is shown beyond it. */
  readonly endPx: number
}

/** Marks that are no farther apart share a block, px. */
const TOGETHER_PX = 9
const LETTER_PX = 6.5
const DETAIL_PX = 6
/** A sign before the name, and the room behind it. */
const AROUND_PX = 32
/** No detail is longer, letters. */
const MOST_DETAIL = 44
/** Names are made to fit by leaving out what matters less this many times at most. */
const MOST_TRIES = 3
/** So many blocks without room to one with it are a crowd. */
const CROWD = 3
const LEAST_END_PX = 24
const MOST_END_SHARE = 0.42

/** What the last names need behind their places while all of the time is shown, px of a drawing `widthPx` wide: no more than a part of it. */
export function roomAtEnd(marks: readonly TimedMark[], spanNs: number, widthPx: number): number {
  const most = widthPx * MOST_END_SHARE
  let room = LEAST_END_PX
  for (const mark of marks) {
    const behind = spanNs > 0 ? ((spanNs - mark.atNs) / spanNs) * (widthPx - most) : 0
    room = Math.max(room, lineWidth({ mark, detail: '' }) - behind)
  }
  return Math.min(most, room)
}

interface Block {
  readonly x: number
  readonly marks: readonly TimedMark[]
  readonly matters: boolean
}

/**
 * The flags of one side (marks by time, `x` their places): with details where all of them fit, else names alone. From the last to the
 * first, each as near to the lane as those behind it leave room: so no stem runs through a name. Where there is no room for one that
 * matters (an alert, what is bad, what `chosen` names), those around it go first.
 */
export function flags(
  marks: readonly TimedMark[],
  x: (mark: TimedMark) => number,
  room: FlagRoom,
  chosen: (mark: TimedMark) => boolean = () => false,
): readonly Flag[] {
  const blocks = together(marks, x, chosen)
  const detailed = packed(blocks, room, true)
  if (detailed.missing.length === 0 && detailed.flags.every(({ more }) => more === 0)) return detailed.flags
  let rest = blocks
  let tried = packed(rest, room, false)
  for (let i = 0; i < MOST_TRIES; i++) {
    const missing = tried.missing.filter(({ matters }) => matters)
    if (missing.length === 0) break
    rest = rest.filter((block) => block.matters || !missing.some((one) => inTheWay(block, one)))
    tried = packed(rest, room, false)
  }
  // Names of a few, picked by chance from a crowd, would say nothing.
  if (tried.missing.length > CROWD * tried.flags.length)
    return packed(
      blocks.filter(({ matters }) => matters),
      room,
      false,
    ).flags
  return tried.flags
}

function together(
  marks: readonly TimedMark[],
  x: (mark: TimedMark) => number,
  chosen: (mark: TimedMark) => boolean,
): readonly Block[] {
  const blocks: { x: number; marks: TimedMark[]; matters: boolean }[] = []
  for (const mark of marks) {
    const at = x(mark)
    const matters = isLoud(mark) || chosen(mark)
    const last = blocks.at(-1)
    if (last && at - last.x <= TOGETHER_PX) {
      last.marks.push(mark)
      last.matters ||= matters
    } else blocks.push({ x: at, marks: [mark], matters })
  }
  return blocks
}

function packed(
  blocks: readonly Block[],
  room: FlagRoom,
  detailed: boolean,
): { readonly flags: readonly Flag[]; readonly missing: readonly Block[] } {
  /** How far to the left each line is taken. */
  const taken = new Array<number>(Math.max(0, room.lines)).fill(Number.POSITIVE_INFINITY)
  const flags: Flag[] = []
  const missing: Block[] = []
  for (const block of [...blocks].reverse()) {
    const all = block.marks.length
    const shown = all > room.lines ? Math.max(Math.min(1, room.lines), room.lines - 1) : all
    const lines = (shown === all ? block.marks : mostTelling(block.marks, shown)).map((mark): FlagLine => {
      const line = { mark, detail: detailed ? shortened(mark.detail) : '' }
      return block.x + lineWidth(line) <= room.endPx ? line : { mark, detail: '' }
    })
    const more = shown < room.lines ? all - shown : 0
    const height = lines.length + (more > 0 ? 1 : 0)
    const end = block.x + Math.max(...lines.map(lineWidth), 40)
    const level = lines.length === 0 ? -1 : freeLevel(taken, height, end)
    if (level < 0) {
      missing.push(block)
      // With details it is all of them or none.
      if (detailed) break
      continue
    }
    // Its stem runs through all that lies between it and the lane.
    for (let line = 0; line < level + height; line++) taken[line] = Math.min(taken[line] ?? block.x, block.x)
    flags.push({ key: lines[0]?.mark.key ?? '', x: block.x, level, lines, more })
  }
  return { flags: flags.reverse(), missing }
}

/** The lowest place where `height` lines are free as far as `endPx`; -1 where there is none. */
function freeLevel(taken: readonly number[], height: number, endPx: number): number {
  for (let level = 0; level + height <= taken.length; level++) {
    let free = true
    for (let line = level; free && line < level + height; line++) free = (taken[line] ?? 0) >= endPx
    if (free) return level
  }
  return -1
}

/** As many of them as there are lines, in their order: what matters first, else the first ones. */
function mostTelling(marks: readonly TimedMark[], most: number): readonly TimedMark[] {
  const weight = (mark: TimedMark): number =>
    isLoud(mark) ? 0 : mark.shape === 'message' && mark.tone === 'ink' ? 1 : 2
  const kept = new Set<TimedMark>()
  for (const wanted of [0, 1, 2])
    for (const mark of marks) {
      if (kept.size === most) break
      if (weight(mark) === wanted) kept.add(mark)
    }
  return marks.filter((mark) => kept.has(mark))
}

/** An alert, or what is bad; not how a connection ends well. */
function isLoud({ alert, tone }: TimedMark): boolean {
  return tone === 'bad' || (alert && tone !== 'quiet')
}

function inTheWay(block: Block, missing: Block): boolean {
  const reach = Math.max(...missing.marks.map((mark) => lineWidth({ mark, detail: '' })))
  return block.x > missing.x - reach && block.x < missing.x + reach
}

function shortened(detail: string): string {
  return detail.length > MOST_DETAIL ? `${detail.slice(0, MOST_DETAIL - 1)}…` : detail
}

/** About as wide as a line is drawn. */
export function lineWidth({ mark, detail }: FlagLine): number {
  return AROUND_PX + mark.label.length * LETTER_PX + (detail ? 8 + detail.length * DETAIL_PX : 0)
}
