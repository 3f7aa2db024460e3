import { statSync } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { keyLog } from '../format/key-log.ts'
import { DETECT_BYTES, type SecretReader, type SecretSink, type SourceReading, type Warning } from '../format/reader.ts'
import { KeyRing } from '../tls/decrypt/key-ring.ts'
import type { IngestSink } from './sink.ts'
import { SourceFile } from './source-file.ts'

/** Which secrets a capture is read with. They are read anew from their files, kept in memory, and never sent or stored anywhere. */
export interface KeyUse {
  /** Paths of the case's key logs. */
  readonly keyLogs: readonly string[]
  /** Whether secrets inside the capture count. */
  readonly embedded: boolean
}

export const NO_KEYS: KeyUse = { keyLogs: [], embedded: true }

const BLOCK_BYTES = 1 << 20

/** By a file's first bytes; no for what cannot be read. */
export async function isKeyLog(path: string): Promise<boolean> {
  try {
    // To open a pipe would wait for somebody to write into it.
    if (!(await stat(path)).isFile()) return false
    const file = await open(path, 'r')
    try {
      const { buffer, bytesRead } = await file.read(new Uint8Array(DETECT_BYTES), 0, DETECT_BYTES, 0)
      return keyLog.detect(buffer.subarray(0, bytesRead)) !== 'no'
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}

/** Secrets of what is not opened here, by how their labels begin. */
const UNUSED: readonly (readonly [prefix: string, warning: Warning])[] = [
  [
    'ECH_',
    {
      code: 'ech-secrets-unused',
      text: 'Lines with secrets of Encrypted ClientHello (ECH_SECRET, ECH_CONFIG), which is not decrypted: of such a connection the outer ClientHello is shown',
    },
  ],
  [
    'QUIC_',
    {
      code: 'quic-secrets-unused',
      text: 'Lines with secrets of QUIC, whose handshake is not decrypted',
    },
  ],
]

/** A key log as a source: its secrets are counted, nothing of them is kept. */
export function countSecrets(reader: SecretReader, sink: IngestSink): SourceReading {
  let secrets = 0
  let notUnderstood = 0
  const reading = reader.open({
    secret: (label) => {
      secrets++
      const unused = UNUSED.find(([prefix]) => label.startsWith(prefix))
      if (unused) sink.warn(unused[1], 0)
    },
    notUnderstood: () => {
      notUnderstood++
    },
  })
  return {
    take(bytes, offset, last) {
      const taken = reading.take(bytes, offset, last)
      sink.counts(secrets + notUnderstood, notUnderstood)
      return taken
    },
  }
}

/** The latest that was asked for: the captures of a case are read one after the other with the same key logs. */
let latest: { readonly mark: string; readonly ring: KeyRing } | undefined

/** What the key logs hold as they are now; one that cannot be read says so where it is a source. */
export function ringOf(paths: readonly string[]): KeyRing {
  const mark = JSON.stringify(paths.map(markOf))
  if (latest?.mark !== mark) {
    const ring = new KeyRing()
    for (const path of paths) readInto(ring, path)
    latest = { mark, ring }
  }
  return latest.ring
}

function markOf(path: string): readonly (string | number)[] {
  const facts = statSync(path, { throwIfNoEntry: false })
  return [path, facts?.size ?? -1, facts?.mtimeMs ?? -1]
}

export function secretsInto(ring: KeyRing): SecretSink {
  return { secret: (label, connection, secret) => ring.add(label, connection, secret), notUnderstood() {} }
}

function readInto(ring: KeyRing, path: string): void {
  const file = SourceFile.open(path)
  if (!(file instanceof SourceFile)) return
  try {
    const reading = keyLog.open(secretsInto(ring))
    const buffer = new Uint8Array(BLOCK_BYTES)
    let pending = 0
    do {
      const more = file.read(buffer, pending)
      if (typeof more !== 'number') return
      pending += more
      const taken = reading.take(buffer.subarray(0, pending), file.offset - pending, file.atEnd)
      buffer.copyWithin(0, taken, pending)
      pending -= taken
    } while (!file.atEnd)
  } finally {
    file.close()
  }
}
