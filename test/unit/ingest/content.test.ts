import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openContent } from '../../../main/ingest/content.ts'
import { ReadBack } from '../../../main/ingest/read-back.ts'
import { SourceFile } from '../../../main/ingest/source-file.ts'
import { concat, pcapFile } from '../../support/capture-writer.ts'
import { described, records } from '../../support/record-writer.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'gskope-content-'))
let files = 0
function file(bytes: Uint8Array): string {
  const name = path.join(folder, `file-${++files}`)
  writeFileSync(name, bytes)
  return name
}

/** Everything inside of a file, read with a buffer of `size` bytes; and how it ended. */
async function contentOf(bytes: Uint8Array, size = 4_096) {
  const source = SourceFile.open(file(bytes))
  if (!(source instanceof SourceFile)) throw new Error(source.text)
  const buffer = new Uint8Array(size)
  const content = await openContent(source, buffer)
  if ('code' in content) return { inside: new Uint8Array(0), problem: content.code, containers: [] }
  const pieces = [buffer.slice(0, content.first)]
  let problem: string | undefined
  while (!content.stream.atEnd) {
    const more = await content.stream.read(buffer, 0)
    if (typeof more === 'number') pieces.push(buffer.slice(0, more))
    else {
      problem = more.code
      break
    }
  }
  source.close()
  return { inside: concat(...pieces), problem, containers: content.containers }
}

const packet = Uint8Array.from({ length: 300 }, (_, at) => (at * 7) & 0xff)
const capture = pcapFile(Array.from({ length: 200 }, () => ({ bytes: packet })))
const lines = new TextEncoder().encode('a line of text\n'.repeat(9_000))
const listed = records(capture, [24, 316])

describe('openContent', () => {
  it.each([
    ['a file as it is', capture, capture, []],
    ['gzip', gzipSync(capture), capture, ['gzip']],
    ['zstd', zstdCompressSync(capture), capture, ['zstd']],
    ['gzip around text', gzipSync(lines), lines, ['gzip']],
    ['gzip members', concat(gzipSync(capture), gzipSync(lines)), concat(capture, lines), ['gzip']],
    ['zstd frames', concat(zstdCompressSync(capture), zstdCompressSync(lines)), concat(capture, lines), ['zstd']],
    [
      'zstd behind a frame to be skipped',
      concat(Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 2, 0, 0, 0, 9, 9), zstdCompressSync(capture)),
      capture,
      ['zstd'],
    ],
    ['gzip that is filled up', concat(gzipSync(capture), new Uint8Array(700)), capture, ['gzip']],
    ['zstd that is filled up', concat(zstdCompressSync(capture), new Uint8Array(700)), capture, ['zstd']],
    ['gzip twice', gzipSync(gzipSync(capture)), capture, ['gzip', 'gzip']],
    ['record descriptors', concat(...listed), capture, ['rdw']],
    [
      'blocks of them',
      concat(described(concat(...listed.slice(0, 9))), described(concat(...listed.slice(9)))),
      capture,
      ['bdw-rdw'],
    ],
    ['record descriptors in gzip', gzipSync(concat(...listed)), capture, ['gzip', 'rdw']],
  ])('reads %s', async (_name, bytes, inside, containers) => {
    const seen = await contentOf(bytes)
    expect(seen.problem).toBeUndefined()
    expect(seen.containers).toEqual(containers)
    expect(Buffer.from(seen.inside).equals(Buffer.from(inside))).toBe(true)
  })

  it.each([
    ['gzip', gzipSync(capture), 'packed-cut'],
    ['zstd', zstdCompressSync(capture), 'packed-cut'],
  ])('gives what lies before the cut in %s', async (_name, bytes, code) => {
    for (const cut of [20, 40, bytes.length - 9, bytes.length - 1]) {
      const { inside, problem } = await contentOf(bytes.subarray(0, cut))
      expect(problem).toBe(code)
      expect(Buffer.from(capture.subarray(0, inside.length)).equals(Buffer.from(inside))).toBe(true)
    }
  })

  it('gives all of gzip whose end alone is missing', async () => {
    expect((await contentOf(gzipSync(capture).subarray(0, -1))).inside.length).toBe(capture.length)
  })

  it('tells of damage and keeps what came before', async () => {
    const noise = Uint8Array.from({ length: 400_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 13) & 0xff)
    const bytes = new Uint8Array(gzipSync(noise))
    bytes.fill(0xff, bytes.length - 2_000, bytes.length - 1_000)
    const { inside, problem } = await contentOf(bytes)
    expect(problem).toBe('packed-damaged')
    expect(inside.length).toBeGreaterThan(noise.length / 2)
    const half = noise.length / 2
    expect(Buffer.from(noise.subarray(0, half)).equals(Buffer.from(inside.subarray(0, half)))).toBe(true)
  })

  it('tells where no descriptor was', async () => {
    const { inside, problem } = await contentOf(concat(...listed, packet, capture))
    expect(problem).toBe('record-descriptor-missing')
    expect(Buffer.from(inside.subarray(0, capture.length)).equals(Buffer.from(capture))).toBe(true)
  })

  it('stops at what grows without end', async () => {
    const zeros = zstdCompressSync(new Uint8Array(32 << 20))
    const bomb = concat(...Array.from({ length: 20 }, () => new Uint8Array(zeros)))
    const source = SourceFile.open(file(bomb))
    if (!(source instanceof SourceFile)) throw new Error(source.text)
    const buffer = new Uint8Array(1 << 20)
    const content = await openContent(source, buffer)
    if ('code' in content) throw new Error(content.text)
    let problem: string | undefined
    while (!content.stream.atEnd && !problem) {
      const more = await content.stream.read(buffer, 0)
      if (typeof more !== 'number') problem = more.code
    }
    source.close()
    expect(problem).toBe('expands-too-far')
  })
})

describe('ReadBack', () => {
  it.each([
    ['a plain file', capture],
    ['gzip', gzipSync(capture)],
    ['zstd', zstdCompressSync(capture)],
    ['record descriptors', concat(...listed)],
  ])('finds places in %s again', async (_name, bytes) => {
    const back = await ReadBack.open(file(bytes))
    for (const [offset, length] of [
      [24, 16],
      [40_000, 9_000],
      [10, 30],
      [capture.length - 5, 50],
      [capture.length + 9, 4],
    ] as const) {
      const buffer = new Uint8Array(length)
      const got = await back?.read(buffer, offset)
      const due = capture.subarray(offset, offset + length)
      expect(got).toBe(due.length)
      expect([...buffer.subarray(0, got)]).toEqual([...due])
    }
    back?.close()
  })

  it('has nothing of a file that is gone', async () => {
    expect(await ReadBack.open(path.join(folder, 'gone'))).toBeUndefined()
  })
})
