/**
 * What readers of settings make of a statement, of a rule as displayed, or of any other block of `keyword value` lines. Plain values, as
 * it is kept as JSON. A reader says what stands there; what it means is told in main/settings.
 */
export interface SettingBlock {
  /** `TTLSRule`, `TTLS Action`, as written. */
  readonly type: string
  readonly name?: string
  /** From 1. */
  readonly line: number
  readonly parameters: readonly SettingParameter[]
  /** Blocks inside it, in their order. */
  readonly blocks: readonly SettingBlock[]
  /** What is odd in how it is written down. */
  readonly oddities: readonly SettingOddity[]
}

export interface SettingParameter {
  readonly keyword: string
  /** What follows the keyword, without comment and blanks at its end; empty where nothing does. */
  readonly value: string
  readonly line: number
}

export interface SettingOddity {
  readonly code: 'missing-brace' | 'surplus-brace' | 'brace-not-alone' | 'too-much'
  readonly line: number
}

/** A block that is being read. */
export interface OpenBlock extends SettingBlock {
  readonly parameters: SettingParameter[]
  readonly blocks: SettingBlock[]
  readonly oddities: SettingOddity[]
}

/** Blocks and parameters of one setting: the largest policies have some thousand in all their statements. */
export const MAX_NODES = 65_536

/** How much one setting, with all that stands inside it, may still hold. */
export interface Room {
  nodes: number
  oddities: number
}

export function wholeRoom(): Room {
  return { nodes: MAX_NODES, oddities: MAX_ALL_ODDITIES }
}

export function openBlock(type: string, name: string | undefined, line: number): OpenBlock {
  return { type, ...(name === undefined ? {} : { name }), line, parameters: [], blocks: [], oddities: [] }
}

/** Parameters, and blocks, of one statement; the longest real one, a list of suites, has some hundred. */
const MAX_ENTRIES = 4_096

/** False: the block has as many as it may, and the rest is counted as too much. */
export function addParameter(block: OpenBlock, room: Room, keyword: string, value: string, line: number): boolean {
  if (block.parameters.length >= MAX_ENTRIES || room.nodes <= 0) return false
  room.nodes--
  block.parameters.push({ keyword, value, line })
  return true
}

export function addBlock(outer: OpenBlock, room: Room, inner: SettingBlock): boolean {
  if (outer.blocks.length >= MAX_ENTRIES || room.nodes <= 0) return false
  room.nodes--
  outer.blocks.push(inner)
  return true
}

/** Oddities of one statement that anybody reads, and of all in it. */
const MAX_ODDITIES = 100
const MAX_ALL_ODDITIES = 1_000

export function addOddity(block: OpenBlock, room: Room, code: SettingOddity['code'], line: number): void {
  if (block.oddities.length >= MAX_ODDITIES || room.oddities <= 0) return
  room.oddities--
  block.oddities.push({ code, line })
}
