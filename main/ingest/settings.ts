import { otherFormatOf } from '../format/registry.ts'
import type { Setting, SettingsReader, SettingsSink, SourceReading, Warning } from '../format/reader.ts'
import type { SettingsIngestSink } from './sink.ts'

/** Reads a text that says how something is set up: what it says goes to the sink one by one. */
export function readSettings(reader: SettingsReader, sink: SettingsIngestSink): SourceReading {
  return new SettingsIngest(reader, sink)
}

class SettingsIngest implements SourceReading, SettingsSink {
  readonly #sink: SettingsIngestSink
  readonly #reader: SettingsReader
  readonly #reading: SourceReading
  #settings = 0
  #notUnderstood = 0

  constructor(reader: SettingsReader, sink: SettingsIngestSink) {
    this.#sink = sink
    this.#reader = reader
    this.#reading = reader.open(this)
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#reading.take(bytes, offset, last)
    this.#sink.counts(this.#settings, this.#notUnderstood)
    return taken
  }

  setting(setting: Setting): void {
    this.#settings++
    this.#sink.setting(setting)
  }

  notUnderstood(_line: number, _offset: number, text: string): void {
    this.#notUnderstood++
    const other = otherFormatOf(text, this.#reader)
    if (other !== undefined) this.#sink.alsoHolds(other.id)
  }

  warn(warning: Warning, offset: number): void {
    this.#sink.warn(warning, offset)
  }
}
