import type { Claim, LogMessage, LogSink, SourceReading } from '../reader.ts'
import { LineReading } from '../text/line-reading.ts'
import { MessageAssembler } from './message-assembler.ts'

/** One pass over a text: all messages in it, whatever kind of log it is. */
export class LogReading implements SourceReading {
  readonly #lines: LineReading
  readonly #assembler: MessageAssembler

  constructor(sink: LogSink) {
    this.#assembler = new MessageAssembler(sink)
    this.#lines = new LineReading(this.#assembler)
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    const taken = this.#lines.take(bytes, offset, last)
    if (last) this.#assembler.finish()
    return taken
  }
}

/** Reads the beginning as if it were all. */
export function claimByMessages(head: Uint8Array, isOwn: (messages: readonly LogMessage[]) => boolean): Claim {
  const messages: LogMessage[] = []
  new LogReading({
    message: (message) => void messages.push(message),
    notUnderstood: () => undefined,
    warn: () => undefined,
  }).take(head, 0, true)
  return messages.length > 0 && isOwn(messages) ? 'certain' : 'no'
}
