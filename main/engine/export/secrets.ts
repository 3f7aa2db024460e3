import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A key log that is exported; what is longer belongs to more connections than anybody opens in Wireshark. */
const MAX_BYTES = 32 << 20
const MAX_LINE = 4_096
const CLIENT_RANDOM = /^[A-Z0-9_]+ ([0-9a-fA-F]{64}) [0-9a-fA-F]+$/

/** Gathers the lines of key logs that belong to connections, by their client randoms. */
export class Secrets {
  readonly #lines = new Set<string>()
  #bytes = 0
  readonly #randoms: ReadonlySet<string>
  readonly #all: boolean

  /** `all`: every connection is exported, and with them the secrets that are not named by a client random (RSA, session ids). */
  constructor(randoms: ReadonlySet<string>, all: boolean) {
    this.#randoms = randoms
    this.#all = all
  }

  line(given: string): void {
    const line = given.trim()
    if (line === '' || line.startsWith('#') || line.length > MAX_LINE) return
    const random = CLIENT_RANDOM.exec(line)?.[1]
    if (random === undefined ? !this.#all : !this.#randoms.has(random.toLowerCase())) return
    if (this.#lines.has(line) || this.#bytes + line.length > MAX_BYTES) return
    this.#bytes += line.length + 1
    this.#lines.add(line)
  }

  text(keyLog: Uint8Array): void {
    for (const line of Buffer.from(keyLog).toString('latin1').split(/\r?\n/)) this.line(line)
  }

  /** A key log of the case; one that is gone adds nothing. */
  async file(path: string): Promise<void> {
    const stream = createReadStream(path, { encoding: 'latin1' })
    try {
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) this.line(line)
    } catch {
      // It was there when the case was made; the export says how many secrets it holds.
    } finally {
      stream.destroy()
    }
  }

  get count(): number {
    return this.#lines.size
  }

  get keyLog(): Uint8Array {
    return Buffer.from([...this.#lines].map((line) => `${line}\n`).join(''), 'latin1')
  }
}
