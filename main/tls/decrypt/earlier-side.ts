/** One direction in TLS 1.2 and earlier: keys come into use with ChangeCipherSpec. */
import { CONTENT_TYPE } from '../record-stream.ts'
import type { RecordCipher } from './record-cipher.ts'
import { CHECKED_DATA_RECORDS, MAX_MISSING_RECORDS } from './record-policy.ts'
import type { OpenOutcome, SideKeys } from './side-keys.ts'

export class EarlierSide implements SideKeys {
  #cipher: RecordCipher | undefined
  #sequence = 0
  #unsure = false
  #dataRecords = 0

  /** After the sender's ChangeCipherSpec; undefined: what follows cannot be decrypted. */
  use(cipher: RecordCipher | undefined): void {
    this.#cipher = cipher
    this.#sequence = 0
    this.#unsure = false
    this.#dataRecords = 0
  }

  wants(type: number): boolean {
    if (this.#cipher === undefined) return false
    if (type !== CONTENT_TYPE.applicationData) return true
    this.#dataRecords += 1
    if (this.#isChecked || this.#cipher.needsAll) return true
    this.#sequence += 1
    return false
  }

  open(type: number, version: number, content: Uint8Array): OpenOutcome {
    const cipher = this.#cipher
    if (cipher === undefined) return 'unopened'
    const outcome =
      type === CONTENT_TYPE.applicationData && !this.#isChecked ? 'unopened' : this.#try(cipher, type, version, content)
    cipher.passed(content)
    this.#sequence += 1
    return outcome
  }

  missing(): void {
    this.#cipher?.passed(undefined)
    this.#sequence += 1
  }

  lost(): void {
    this.#cipher?.passed(undefined)
    this.#unsure = true
  }

  get #isChecked(): boolean {
    return this.#dataRecords <= CHECKED_DATA_RECORDS
  }

  #try(cipher: RecordCipher, type: number, version: number, content: Uint8Array): OpenOutcome {
    const furthest = this.#sequence + (this.#unsure ? MAX_MISSING_RECORDS : 0)
    for (let sequence = this.#sequence; sequence <= furthest; sequence += 1) {
      const opened = cipher.open(sequence, type, version, content)
      if (opened === undefined) continue
      this.#sequence = sequence
      this.#unsure = false
      return { type, ...opened }
    }
    return this.#unsure || cipher.isBlind ? 'unopened' : 'not-authentic'
  }
}
