import { appendFileSync, copyFileSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { WritableCase } from '../../../db/open.ts'
import { prepareOutcomeCounts } from '../../../db/query/outcome-count.ts'
import { prepareSourceList, type StoredSource } from '../../../db/query/source-list.ts'
import { prepareSourceWriter } from '../../../db/write/source-row.ts'
import { indexSource, type IndexSourceOptions } from '../../../main/ingest/index-source.ts'
import { emptyCase, temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

async function indexed(
  path: string,
  options: Partial<IndexSourceOptions> = {},
  index = emptyCase(),
): Promise<StoredSource & { index: WritableCase; connections: number }> {
  const id = prepareSourceList(index)()[0]?.id ?? prepareSourceWriter(index).insert(path, 'source', 0)
  await indexSource(index, id, path, { aborted: () => false, onProgress: () => {}, ...options })
  const [source] = prepareSourceList(index)()
  if (!source) throw new Error('no source')
  const counts = prepareOutcomeCounts(index)()
  return { ...source, index, connections: counts.established + counts.failed + counts.incomplete }
}

/** The example's packets over and over: several blocks of reading. */
function aLongCapture(): string {
  const path = join(temporaryFolder(), 'long.pcap')
  const bytes = readFileSync(EXAMPLE.capture)
  copyFileSync(EXAMPLE.capture, path)
  const packets = bytes.subarray(24)
  appendFileSync(path, Buffer.concat(Array.from({ length: 250 }, () => packets)))
  return path
}

describe('indexing a source', () => {
  it('reads it to its end, whatever the size of the reads', async () => {
    const path = aLongCapture()
    const source = await indexed(path)
    expect(source).toMatchObject({
      state: 'ready',
      format: 'pcap',
      encoding: 'binary',
      recordForm: 'stream',
      zone: 'utc',
      records: 63 * 251,
    })
    expect(source.indexedBytes).toBe(source.bytes)
    expect(source.sha256).toMatch(/^[\da-f]{64}$/)
    expect(source.connections).toBeGreaterThan(4)
  })

  it('indexes it anew without a trace of the time before', async () => {
    const first = await indexed(EXAMPLE.listing)
    const again = await indexed(EXAMPLE.listing, {}, first.index)
    expect(again.connections).toBe(3)
    expect(again.index.db.prepare('SELECT count(*) FROM leg').pluck().get()).toBe(3)
    expect(again.index.db.prepare('SELECT sum(count) FROM trace_block').pluck().get()).toBe(again.records)
  })

  it('finds what stands behind the first 64 KiB of a text that says nothing, and refuses one where nothing does', async () => {
    const path = join(temporaryFolder(), 'long.txt')
    const nothing = 'A line of something else that nobody knows.\n'.repeat(2_000)
    writeFileSync(path, `${nothing} 15.19.52 STC00001  GSK01040I SSL component trace started.\n`)
    expect(await indexed(path)).toMatchObject({ state: 'ready', format: 'job-log', records: 1, notUnderstood: 2_000 })
    const listing = join(temporaryFolder(), 'listing.txt')
    writeFileSync(listing, nothing + readFileSync(EXAMPLE.listing, 'latin1'))
    const { index } = await indexed(listing)
    expect(prepareSourceList(index)().map(({ format }) => format)).toContain('gsk-ctrace')
    writeFileSync(path, nothing)
    const refused = await indexed(path)
    expect(refused).toMatchObject({ state: 'refused', format: null, records: 0, connections: 0 })
    expect(refused.problem?.code).toBe('no-trace')
    expect(refused.sha256).toMatch(/^[\da-f]{64}$/)
  })

  it('reads the parts of a file that several readers read, each as a source of its own', async () => {
    const path = join(temporaryFolder(), 'job.txt')
    const log =
      '09.41.33 STC00100  GSK01003I SSL server initialization complete.\n' +
      '09.41.34 STC00104  EZD1287I TTLS Error RC:  402 Initial Handshake\n     LOCAL: 10.1.1.2..2023\n' +
      '     REMOTE: 10.1.0.2..4000\n     JOBNAME: TN3270 CONNID: 0000001B\n'
    writeFileSync(path, Buffer.concat([Buffer.from(log), readFileSync(EXAMPLE.listing), Buffer.from('READY\n' + log)]))
    const { index, ...whole } = await indexed(path)
    const [, part, ...more] = prepareSourceList(index)()
    expect(more).toEqual([])
    expect(whole).toMatchObject({ format: 'gsk-ctrace', part: null, partOf: null, notUnderstood: 0 })
    expect(part).toMatchObject({ format: 'attls-log', partOf: whole.id, records: 4, notUnderstood: 0, state: 'ready' })
    expect(part?.part).toMatch(/^lines 1-\d+$/)
    expect(part?.sha256).toBe(whole.sha256)

    await indexed(path, {}, index)
    expect(prepareSourceList(index)().map(({ format }) => format)).toEqual(['gsk-ctrace', 'attls-log'])
    expect(index.db.prepare('SELECT count(*) FROM log_message').pluck().get()).toBe(4)
    writeFileSync(path, readFileSync(EXAMPLE.listing))
    await indexed(path, {}, index)
    expect(prepareSourceList(index)().map(({ format }) => format)).toEqual(['gsk-ctrace'])
    expect(index.db.prepare('SELECT count(*) FROM log_message').pluck().get()).toBe(0)
  })

  it('stops when it is told to, with what was read', async () => {
    let asked = 0
    const source = await indexed(aLongCapture(), { aborted: () => ++asked > 2 })
    expect(source).toMatchObject({ state: 'partial', problem: { code: 'cancelled' }, sha256: null })
    expect(source.indexedBytes).toBeLessThan(source.bytes)
    expect(source.connections).toBeGreaterThan(0)
  })

  it('of a file that is cut while it is read keeps what was read, and says where it ended', async () => {
    const path = aLongCapture()
    let asked = 0
    const source = await indexed(path, {
      aborted: () => {
        if (++asked === 2) truncateSync(path, 1_000)
        return false
      },
    })
    expect(source).toMatchObject({ state: 'partial', problem: { code: 'vanished' } })
    expect(source.problem?.text).toContain(`${path}: ended at byte ${source.indexedBytes}`)
    expect(source.connections).toBeGreaterThan(0)
  })

  it('of a file that vanishes while it is read keeps everything, as it stayed open', async () => {
    const path = aLongCapture()
    const source = await indexed(path, {
      aborted: () => {
        rmSync(path, { force: true })
        return false
      },
    })
    expect(source).toMatchObject({ state: 'partial', problem: { code: 'vanished' } })
    expect(source.indexedBytes).toBe(source.bytes)
  })

  it('shows connections while it goes on', async () => {
    const index = emptyCase()
    const seen: number[] = []
    await indexed(
      aLongCapture(),
      {
        onProgress: () => {
          const counts = prepareOutcomeCounts(index)()
          seen.push(counts.established + counts.failed + counts.incomplete)
        },
      },
      index,
    )
    expect(seen.at(-1)).toBeGreaterThan(0)
  })

  it('of what nobody reads says what it is, with its hash', async () => {
    const path = join(temporaryFolder(), 'zip')
    writeFileSync(path, Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]))
    const source = await indexed(path)
    expect(source).toMatchObject({ state: 'refused', format: null, records: 0 })
    expect(source.sha256).toMatch(/^[\da-f]{64}$/)
    expect(source.problem?.text).toContain(path)
  })
})
