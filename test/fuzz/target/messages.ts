import { recognise } from '../../../main/ingest/recognise.ts'
import { readCapture } from '../../../main/ingest/capture.ts'
import { readers } from '../../../main/format/registry.ts'
import type { TlsMessage } from '../../../main/tls/message.ts'
import { feed } from '../../support/feed.ts'
import { IGNORING_SINK } from '../../support/ignoring-sink.ts'

/** Handshake messages in clear of the captures among `files`, each content once. */
export function messagesIn(files: readonly Uint8Array[]): TlsMessage[] {
  const found = new Map<string, TlsMessage>()
  for (const bytes of files) {
    const recognised = recognise('seed', bytes, bytes.length, [])
    const reader = readers.find(({ id }) => 'format' in recognised && id === recognised.format)
    if (reader?.kind !== 'packets') continue
    const reading = readCapture(reader, {
      ...IGNORING_SINK,
      legFinished({ messages }) {
        for (const message of messages)
          if (message.content === 'handshake' && message.bytes.length > 0)
            found.set(Buffer.from(message.bytes).toString('latin1'), message)
      },
    })
    feed(reading, bytes, bytes.length)
  }
  return [...found.values()]
}
