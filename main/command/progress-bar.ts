import type { EventPayload } from '../../preload/contract/index.ts'

const BAR_WIDTH = 24

/** How far reading has come, on one line of a terminal; writes nothing where standard error is no terminal. */
export class ProgressBar {
  #shown = false

  show({ source, bytesPerSecond, remainingMs }: EventPayload<'ingest.progress'>): void {
    if (!process.stderr.isTTY) return
    const part = source.bytes === 0 ? 1 : Math.min(1, source.indexedBytes / source.bytes)
    const full = Math.round(part * BAR_WIDTH)
    const rate = `${(bytesPerSecond / 1e6).toFixed(0)} MB/s`
    const left = remainingMs === null ? '' : `, ${Math.ceil(remainingMs / 1_000)} s left`
    const line = `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)} ${String(Math.floor(part * 100)).padStart(3)} %  ${rate}${left}  ${source.name}`
    process.stderr.write(`\r\x1b[K${line.slice(0, Math.max(20, (process.stderr.columns ?? 80) - 1))}`)
    this.#shown = true
  }

  clear(): void {
    if (this.#shown) process.stderr.write('\r\x1b[K')
    this.#shown = false
  }
}
