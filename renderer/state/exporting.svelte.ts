import type { EngineClient } from '../../preload/contract/carrier.ts'
import type { ExportForm, ExportReply } from '../../preload/contract/export.ts'
import { download } from './download.ts'
import { redactionKey } from './redaction-key.ts'

const TYPES: Readonly<Record<ExportForm, string>> = {
  pcapng: 'application/x-pcapng',
  csv: 'text/csv',
  ndjson: 'application/x-ndjson',
  pem: 'application/x-pem-file',
}

/** What an export is made of. */
export interface Wish {
  readonly form: ExportForm
  readonly connections: readonly number[]
  readonly filter: string
  readonly messages: boolean
  readonly secrets: boolean
  readonly redact: boolean
}

/** One export at a time: made by the engine, fetched piece by piece, handed to the browser. */
export class Exporting {
  open = $state(false)
  running = $state(false)
  /** Of a total, in whatever is counted; 0 of 0 before the first word. */
  progress = $state.raw<{ readonly done: number; readonly total: number }>({ done: 0, total: 0 })
  done = $state.raw<ExportReply | undefined>()
  failure = $state.raw<string | undefined>()
  readonly #engine: EngineClient
  #abort: AbortController | undefined

  constructor(engine: EngineClient) {
    this.#engine = engine
  }

  /** Listens; returns the function that stops. */
  start(): () => void {
    return this.#engine.on('export.progress', (progress) => {
      if (this.running) this.progress = progress
    })
  }

  show(): void {
    this.done = undefined
    this.failure = undefined
    this.open = true
  }

  stop(): void {
    this.#abort?.abort()
  }

  async make({ redact, ...wish }: Wish): Promise<void> {
    if (this.running) return
    const abort = (this.#abort = new AbortController())
    this.running = true
    this.done = undefined
    this.failure = undefined
    this.progress = { done: 0, total: 0 }
    const made = await this.#engine.request(
      'export.make',
      { ...wish, connections: [...wish.connections], redactWith: redact ? redactionKey() : null },
      abort.signal,
    )
    if (!made.ok) this.failure = made.code === 'aborted' ? 'Stopped: nothing was exported.' : made.message
    else await this.#fetch(made.value, wish.form, abort.signal)
    this.running = false
  }

  async #fetch(made: ExportReply, form: ExportForm, signal: AbortSignal): Promise<void> {
    const pieces: Uint8Array<ArrayBuffer>[] = []
    let offset = 0
    while (offset < made.bytes && !signal.aborted) {
      const piece = await this.#engine.request('export.read', { export: made.export, offset })
      if (!piece.ok) {
        this.failure = piece.message
        break
      }
      if (piece.value.bytes.length === 0) break
      pieces.push(Uint8Array.from(piece.value.bytes))
      offset += piece.value.bytes.length
      this.progress = { done: offset, total: made.bytes }
    }
    void this.#engine.request('export.forget', { export: made.export })
    if (offset < made.bytes) {
      this.failure ??= 'Stopped: nothing was exported.'
      return
    }
    download(made.name, pieces, TYPES[form])
    this.done = made
  }
}
