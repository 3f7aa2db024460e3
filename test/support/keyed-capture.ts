import { keyLog } from '../../main/format/key-log.ts'
import { pcap } from '../../main/format/pcap.ts'
import type { PacketReader } from '../../main/format/reader.ts'
import { readCapture } from '../../main/ingest/capture.ts'
import type { CaptureContext } from '../../main/ingest/capture-context.ts'
import { secretsInto } from '../../main/ingest/key-logs.ts'
import { nodeCrypto } from '../../main/ingest/node-crypto.ts'
import { KeyRing } from '../../main/tls/decrypt/key-ring.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { TlsMessage } from '../../main/tls/message.ts'
import { feed } from './feed.ts'
import { IGNORING_SINK } from './ignoring-sink.ts'

/** A ring with what the text of a key log holds. */
export function ringWith(text: Uint8Array): KeyRing {
  const ring = new KeyRing()
  feed(keyLog.open(secretsInto(ring)), text, Math.max(1, text.length))
  return ring
}

/** Reads a capture once with a ring, which gains the secrets inside the capture; `openTls` takes the place of the reader of TLS. */
export function readKeyed(
  bytes: Uint8Array,
  ring: KeyRing,
  reader: PacketReader = pcap,
  openTls?: CaptureContext['openTls'],
): Leg[] {
  const legs: Leg[] = []
  const reading = readCapture(
    reader,
    {
      ...IGNORING_SINK,
      legFinished: (leg) => legs.push(leg),
    },
    { keys: { ring, crypto: nodeCrypto, embedded: true }, openTls },
  )
  feed(reading, bytes, bytes.length)
  return legs
}

/** `>` client, `<` server, then the handshake type, the alert as level/description, `ccs`; `+` decrypted, `?` encrypted. */
export function shortForm(message: TlsMessage): string {
  const arrow = message.from === 'client' ? '>' : '<'
  const seen = { plain: '', decrypted: '+', inferred: '~', encrypted: '?' }[message.visibility]
  if (message.content === 'change_cipher_spec') return `${arrow}ccs${seen}`
  if (message.content === 'alert') return `${arrow}${message.level ?? ''}/${message.type ?? ''}${seen}`
  return `${arrow}${message.type ?? message.content}${seen}`
}
