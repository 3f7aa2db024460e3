/** One direction in TLS 1.3: early data, handshake, and one traffic secret after the other (RFC 8446 §7). */
import { CONTENT_TYPE } from '../record-stream.ts'
import type { OpenedContent, RecordCipher } from './record-cipher.ts'
import { CHECKED_DATA_RECORDS, MAX_MISSING_RECORDS, SHORT_RECORD } from './record-policy.ts'
import type { OpenOutcome, SideKeys } from './side-keys.ts'

/** A number: so many KeyUpdates came after the first traffic secret. */
export type Stage = 'early' | 'handshake' | number

/** What a stage's records are under; undefined while the key log does not say. Several where the suite is not known yet. */
export type StageCiphers = (stage: Stage) => readonly RecordCipher[]

export class Tls13Side implements SideKeys {
  readonly #ciphersOf: StageCiphers
  #stage: Stage
  #ciphers: readonly RecordCipher[] = []
  #sequence = 0
  #unsure = false
  /** Records since the handshake of this side was over. */
  #laterRecords = 0
  /** A message that may be long is to come after the handshake: the client's certificate. */
  messageExpected = false

  constructor(first: Stage, ciphersOf: StageCiphers) {
    this.#stage = first
    this.#ciphersOf = ciphersOf
  }

  /** The sender's last message under the present keys is done: EndOfEarlyData, Finished, KeyUpdate. */
  nextStage(): void {
    this.#enter(following(this.#stage), [])
  }

  /** No early data can come any more. */
  endEarly(): void {
    if (this.#stage === 'early') this.nextStage()
  }

  wants(type: number, length: number, inMessage: boolean): boolean {
    // RFC 8446 §5: under keys every record says that it is application data.
    if (type !== CONTENT_TYPE.applicationData) return false
    if (this.#ciphers.length === 0) this.#ciphers = this.#ciphersOf(this.#stage)
    if (this.#ciphers.length === 0 && this.#stage !== 'early') {
      this.#sequence += 1
      return false
    }
    if (typeof this.#stage !== 'number') return true
    this.#laterRecords += 1
    const wanted =
      this.#laterRecords <= CHECKED_DATA_RECORDS || length <= SHORT_RECORD || inMessage || this.messageExpected
    if (!wanted) this.#sequence += 1
    return wanted
  }

  open(type: number, version: number, content: Uint8Array): OpenOutcome {
    const opened = this.#openHere(type, version, content) ?? this.#openAhead(type, version, content)
    this.#sequence += 1
    if (opened !== undefined) return trueContent(opened)
    if (this.#stage === 'early') {
      // Early data whose key the log does not hold, or the handshake of a client that sent less of it than it might have.
      this.#sequence -= 1
      return 'unopened'
    }
    return this.#unsure ? 'unopened' : 'not-authentic'
  }

  missing(): void {
    this.#sequence += 1
  }

  lost(): void {
    this.#unsure = true
  }

  #openHere(type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    return this.#openWith(this.#ciphers, this.#sequence, type, version, content)
  }

  /** The message that ended a stage may not have been seen, and early data ends without one where the server refuses it. */
  #openAhead(type: number, version: number, content: Uint8Array): OpenedContent | undefined {
    if (this.#stage !== 'early' && !this.#unsure) return undefined
    const stage = following(this.#stage)
    const ciphers = this.#ciphersOf(stage)
    const opened = this.#openWith(ciphers, 0, type, version, content)
    if (opened === undefined) return undefined
    const sequence = this.#sequence
    this.#enter(stage, ciphers)
    this.#sequence = sequence
    return opened
  }

  #openWith(
    ciphers: readonly RecordCipher[],
    first: number,
    type: number,
    version: number,
    content: Uint8Array,
  ): OpenedContent | undefined {
    const furthest = first + (this.#unsure ? MAX_MISSING_RECORDS : 0)
    for (const cipher of ciphers) {
      for (let sequence = first; sequence <= furthest; sequence += 1) {
        const opened = cipher.open(sequence, type, version, content)
        if (opened === undefined) continue
        if (ciphers.length > 1) this.#ciphers = [cipher]
        this.#sequence = sequence
        this.#unsure = false
        return opened
      }
    }
    return undefined
  }

  #enter(stage: Stage, ciphers: readonly RecordCipher[]): void {
    this.#stage = stage
    this.#ciphers = ciphers
    this.#sequence = 0
    if (typeof stage !== 'number') return
    this.messageExpected = false
  }
}

function following(stage: Stage): Stage {
  if (stage === 'early') return 'handshake'
  return stage === 'handshake' ? 0 : stage + 1
}

/** RFC 8446 §5.2: content, type, zeros. A record of zeros alone says nothing. */
function trueContent(opened: OpenedContent): OpenOutcome {
  let end = opened.bytes.length - 1
  while (end >= 0 && opened.bytes[end] === 0) end -= 1
  const type = opened.bytes[end]
  return type === undefined ? 'unopened' : { type, bytes: opened.bytes.subarray(0, end), at: opened.at }
}
