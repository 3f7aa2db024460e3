/** The order of a connection's messages as one short string, in the manner of Zeek's ssl_history. */
import type { ConnectionEvent, Side, TlsMessage } from './message.ts'
import type { SpokenMessage } from './conversation.ts'

/** A longer string shows nothing more to an eye. */
const MAX_LETTERS = 100

const HANDSHAKE_LETTERS: Readonly<Record<number, string>> = {
  0: 'h',
  1: 'c',
  2: 's',
  4: 't',
  5: 'e',
  6: 'j',
  8: 'o',
  11: 'x',
  12: 'k',
  13: 'r',
  14: 'n',
  15: 'v',
  16: 'k',
  20: 'f',
  22: 'u',
  24: 'y',
  25: 'z',
}

export function connectionSignature(spoken: readonly SpokenMessage[], events: readonly ConnectionEvent[]): string {
  const firstData = (from: Side): ConnectionEvent | undefined =>
    events.find((event) => event.kind === 'application_data' && event.from === from)
  const data = [firstData('client'), firstData('server')].filter((event) => event !== undefined)
  data.sort((one, other) => one.afterMessage - other.afterMessage || events.indexOf(one) - events.indexOf(other))
  let text = ''
  let drawn = 0
  for (const [index, { message, value }] of spoken.entries()) {
    while (data[drawn] !== undefined && (data[drawn]?.afterMessage ?? 0) <= index)
      text += letterFrom(data[drawn++]?.from, 'd')
    text += letterFrom(message.from, value?.name === 'hello_retry_request' ? 'j' : letter(message))
    if (text.length > MAX_LETTERS) return `${text.slice(0, MAX_LETTERS)}+`
  }
  for (const event of data.slice(drawn)) text += letterFrom(event.from, 'd')
  return text.length > MAX_LETTERS ? `${text.slice(0, MAX_LETTERS)}+` : text
}

function letterFrom(side: Side | undefined, text: string): string {
  return side === 'client' ? text.toUpperCase() : text
}

function letter(message: TlsMessage): string {
  switch (message.content) {
    case 'alert':
      return 'l'
    case 'heartbeat':
      return 'b'
    case 'change_cipher_spec':
      return 'i'
    case 'handshake':
      return message.type === undefined ? '?' : (HANDSHAKE_LETTERS[message.type] ?? '?')
  }
}
