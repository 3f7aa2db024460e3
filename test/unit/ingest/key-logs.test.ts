import { expect, it } from 'vitest'
import { keyLog } from '../../../main/format/key-log.ts'
import { countSecrets } from '../../../main/ingest/key-logs.ts'
import type { IngestSink } from '../../../main/ingest/sink.ts'
import { latin } from '../../support/bytes.ts'

it('counts the secrets of a key log, and names those that open nothing', () => {
  const random = 'ab'.repeat(32)
  const lines = ['CLIENT_TRAFFIC_SECRET_0', 'EXPORTER_SECRET', 'ECH_SECRET', 'ECH_CONFIG', 'QUIC_CLIENT_TRAFFIC_SECRET']
    .map((label) => `${label} ${random} ${'0f'.repeat(32)}\n`)
    .concat('the server is listening\n')
  const codes: string[] = []
  let counted: readonly number[] = []
  const sink = {
    counts: (...counts: readonly number[]) => void (counted = counts),
    warn: ({ code }: { code: string }) => void codes.push(code),
  } as unknown as IngestSink
  countSecrets(keyLog, sink).take(latin(lines.join('')), 0, true)
  expect(counted).toEqual([6, 1])
  expect(codes).toEqual(['ech-secrets-unused', 'ech-secrets-unused', 'quic-secrets-unused'])
})
