import type { Setting, SettingsReader } from '../../main/format/reader.ts'
import type { SettingBlock } from '../../main/format/setting-block.ts'
import { feed } from './feed.ts'

export interface KeptSettings {
  readonly settings: Setting[]
  /** Numbers of the lines that nothing was made of. */
  readonly notUnderstood: number[]
}

/** All that a text sets up. */
export function readSettings(reader: SettingsReader, bytes: Uint8Array, pieceSize = bytes.length): KeptSettings {
  const kept: KeptSettings = { settings: [], notUnderstood: [] }
  const reading = reader.open({
    setting: (setting) => void kept.settings.push(setting),
    notUnderstood: (line) => void kept.notUnderstood.push(line),
    warn: () => undefined,
  })
  feed(reading, bytes, pieceSize)
  return kept
}

/** `keyword value` lines of a block, those of blocks inside it with their type in front. */
export function written(block: SettingBlock): string[] {
  return [
    ...block.parameters.map(({ keyword, value }) => `${keyword} ${value}`.trim()),
    ...block.blocks.flatMap((inner) => written(inner).map((line) => `${inner.type}: ${line}`)),
  ]
}

export function blockOf(setting: Setting | undefined): SettingBlock {
  return setting?.value as SettingBlock
}
