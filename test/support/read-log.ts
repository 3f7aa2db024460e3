import { LogReading } from '../../main/format/log/log-reading.ts'
import type { LogMessage } from '../../main/format/reader.ts'
import { feed } from './feed.ts'

export interface KeptLog {
  readonly messages: LogMessage[]
  /** Numbers of the lines that are part of no message. */
  readonly notUnderstood: number[]
}

/** All messages of a text. */
export function readLogMessages(bytes: Uint8Array, pieceSize = bytes.length): KeptLog {
  const log: KeptLog = { messages: [], notUnderstood: [] }
  const reading = new LogReading({
    message: (message) => void log.messages.push(message),
    notUnderstood: (line) => void log.notUnderstood.push(line),
    warn: () => undefined,
  })
  feed(reading, bytes, pieceSize)
  return log
}
