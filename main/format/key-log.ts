import { decodeText } from './text/latin.ts'
import type { LineSink } from './text/line-sink.ts'
import { LineReading } from './text/line-reading.ts'
import type { Claim, SecretReader, SecretSink, SourceReading } from './reader.ts'

const SAMPLE = `CLIENT_RANDOM ${'00'.repeat(32)} ${'00'.repeat(48)}\n`

/** What the format calls them: CLIENT_RANDOM, SERVER_TRAFFIC_SECRET_0, EXPORTER_SECRET, and whatever is added one day. */
const SECRET = /^([A-Z][A-Z0-9_]{0,63}) +([0-9a-fA-F]{64}) +((?:[0-9a-fA-F]{2}){1,1024})$/
/** By the encrypted premaster secret's first bytes, as NSS wrote it before 2012. */
const RSA = /^RSA ([0-9a-fA-F]{16}) ([0-9a-fA-F]{96})$/
/** By the session's id, as `openssl s_client` prints both and Wireshark takes them. */
const SESSION = /^(RSA Session-ID):((?:[0-9a-fA-F]{2}){1,32}) Master-Key:([0-9a-fA-F]{96})$/

const NEW_LINE = 0x0a
const RETURN = 0x0d

/** NSS key log (SSLKEYLOGFILE; draft-ietf-tls-keylogfile §2): a label, the connection's client random, a secret; `#` begins a comment. */
export const keyLog: SecretReader = {
  kind: 'secrets',
  id: 'key-log',
  title: 'Key log (SSLKEYLOGFILE)',
  sample: Uint8Array.from(SAMPLE, (letter) => letter.charCodeAt(0)),
  detect,
  open: (sink) => new KeyLogReading(sink),
}

class KeyLogReading implements SourceReading {
  readonly #lines: LineReading

  constructor(sink: SecretSink) {
    this.#lines = new LineReading(new KeyLogLines(sink))
  }

  take(bytes: Uint8Array, offset: number, last: boolean): number {
    // A return alone ends a line too; together with a new line it leaves an empty one, which says nothing.
    return this.#lines.take(
      bytes.map((byte) => (byte === RETURN ? NEW_LINE : byte)),
      offset,
      last,
    )
  }
}

class KeyLogLines implements LineSink {
  readonly #sink: SecretSink

  constructor(sink: SecretSink) {
    this.#sink = sink
  }

  line(bytes: Uint8Array, start: number, end: number, offset: number): void {
    const line = decodeText(bytes, start, end).trim()
    if (line === '' || line.startsWith('#')) return
    const [, label, random, secret] = SECRET.exec(line) ?? []
    if (label !== undefined && random !== undefined && secret !== undefined)
      return this.#sink.secret(label, octets(random), octets(secret))
    const [, encrypted, premaster] = RSA.exec(line) ?? []
    if (encrypted !== undefined && premaster !== undefined)
      return this.#sink.secret('RSA', octets(encrypted), octets(premaster))
    const [, session, id, master] = SESSION.exec(line) ?? []
    if (session !== undefined && id !== undefined && master !== undefined)
      return this.#sink.secret(session, octets(id), octets(master))
    this.#sink.notUnderstood(offset)
  }

  broken(offset: number): void {
    this.#sink.notUnderstood(offset)
  }
}

function octets(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16)
  return bytes
}

/** Lines of any other kind may be a program's own talk, which went to the same file; most are to be secrets. */
function detect(head: Uint8Array): Claim {
  let secrets = 0
  let others = 0
  new KeyLogReading({
    secret: () => {
      secrets++
    },
    notUnderstood: () => {
      others++
    },
  }).take(head, 0, true)
  // The last line of a head may be cut.
  if (secrets > 0 && others <= 1) return 'certain'
  return secrets > others ? 'possible' : 'no'
}
