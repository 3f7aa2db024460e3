/** Writes component trace listings in the documented layout, for tests and for measuring. */

export interface ListedRecord {
  readonly mnemonic: string
  readonly entryId: string
  readonly description: string
  readonly job: string
  readonly process: string
  readonly thread: string
  readonly functionName: string
  readonly detail: readonly string[]
  readonly dump: Uint8Array | undefined
}

export function heading(date: string | undefined): string {
  return (
    'COMPONENT TRACE FULL FORMAT\nSYSNAME(S0W1)\nCOMP(GSKSRVR)\n' +
    (date === undefined ? '' : `**** ${date}\n`) +
    '\nSYSNAME   MNEMONIC  ENTRY ID    TIME STAMP     DESCRIPTION\n-------   --------  --------  ---------------  -------------\n\n'
  )
}

/** `micros`: microseconds since midnight. Ends with a blank line. */
export function listRecord(record: ListedRecord, micros: number): string {
  const header = `S0W1      ${record.mnemonic.padEnd(10)}${record.entryId}  ${timeOfDay(micros)}  ${record.description}\n`
  const context = `  Job ${record.job.padEnd(8)}  Process ${record.process}  Thread ${record.thread}  ${record.functionName}\n`
  const detail = record.detail.map((line) => `  ${line}\n`).join('')
  return header + context + detail + (record.dump === undefined ? '' : dumpLines(record.dump)) + '\n'
}

export function timeOfDay(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  const two = (value: number): string => String(value).padStart(2, '0')
  const fraction = String(micros % 1_000_000).padStart(6, '0')
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}.${fraction}`
}

export function dumpLines(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 16) {
    const line = bytes.subarray(at, at + 16)
    let words = ''
    let letters = ''
    for (let i = 0; i < line.length; i++) {
      const byte = line[i] ?? 0
      words += (i > 0 && i % 4 === 0 ? ' ' : '') + (HEX[byte] ?? '')
      letters += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
    }
    text += `    ${at.toString(16).toUpperCase().padStart(8, '0')}: ${words.padEnd(35)}   *${letters.padEnd(16)}*\n`
  }
  return text
}

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).toUpperCase().padStart(2, '0'))
