/** Settings as the case holds them. A case file may come from anybody: what is used of it is looked at first. */
import { MAX_NODES, type SettingBlock, type SettingOddity, type SettingParameter } from '../format/setting-block.ts'

export interface GivenSetting {
  readonly source: number
  /** The reader's id. */
  readonly format: string | null
  readonly kind: string
  readonly name: string | undefined
  readonly line: number
  readonly value: unknown
}

/** Statements stand three deep. */
const MAX_DEPTH = 8

/** The block that the reader made, as far as the value has its shape. */
export function blockIn(value: unknown): SettingBlock | undefined {
  return blockWithin(value, 0, { nodes: MAX_NODES })
}

function blockWithin(value: unknown, depth: number, room: { nodes: number }): SettingBlock | undefined {
  if (!isRecord(value) || typeof value['type'] !== 'string' || depth > MAX_DEPTH || room.nodes <= 0) return undefined
  const { type, name, line } = value
  const take = (list: unknown): readonly unknown[] => {
    const taken = listOf(list).slice(0, room.nodes)
    room.nodes -= taken.length
    return taken
  }
  room.nodes--
  return {
    type,
    ...(typeof name === 'string' ? { name } : {}),
    line: typeof line === 'number' ? line : 0,
    parameters: take(value['parameters']).filter(isParameter),
    oddities: take(value['oddities']).filter(isOddity),
    blocks: listOf(value['blocks']).flatMap((inner) => blockWithin(inner, depth + 1, room) ?? []),
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function isParameter(value: unknown): value is SettingParameter {
  return (
    isRecord(value) &&
    typeof value['keyword'] === 'string' &&
    typeof value['value'] === 'string' &&
    typeof value['line'] === 'number'
  )
}

function isOddity(value: unknown): value is SettingOddity {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['line'] === 'number'
}
