import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { MAX_LINE_CHARS, SourceText } from '../../../main/ingest/source-text.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

async function open(path: string): Promise<SourceText> {
  const text = await SourceText.open(path)
  if (!text) throw new Error('cannot be read')
  onTestFinished(() => text.close())
  return text
}

const many = Array.from({ length: 40_000 }, (_, i) => `line ${i}`).join('\n')

it.each(['plain', 'gzip'])('gives any lines of a %s file, backwards too', async (how) => {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, how === 'gzip' ? gzipSync(many) : many)
  const text = await open(path)
  await text.counted
  expect([text.lines, text.complete]).toEqual([40_000, true])
  expect(await text.read(39_999, 5)).toEqual([{ text: 'line 39999', cut: false }])
  const [first, middle] = await Promise.all([text.read(0, 2), text.read(20_000, 1)])
  expect(first.map((line) => line.text)).toEqual(['line 0', 'line 1'])
  expect(middle).toEqual([{ text: 'line 20000', cut: false }])
  expect(await text.read(40_000, 1)).toEqual([])
})

it('cuts a line that has no end, and says so', async () => {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, `${'x'.repeat(100_000)}\nshort\n`)
  const text = await open(path)
  await text.counted
  const [long, short] = await text.read(0, 2)
  expect([long?.text.length, long?.cut]).toEqual([MAX_LINE_CHARS, true])
  expect(short).toEqual({ text: 'short', cut: false })
})

it.each(['> ', '>', '0000'])('shows what stands in front of the lines of a listing: %j', async (before) => {
  const path = join(temporaryFolder(), 'a.txt')
  const lines = Array.from({ length: 600 }, (_, at) => `${before}${1000 + at} line ${at}`)
  writeFileSync(path, lines.join('\n'))
  const text = await open(path)
  await text.counted
  expect((await text.read(598, 5)).map((line) => line.text)).toEqual(lines.slice(598))
})

it('knows when the file became another one', async () => {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, 'a\n')
  const text = await open(path)
  expect(text.changed(path)).toBe(false)
  appendFileSync(path, 'b\n')
  expect(text.changed(path)).toBe(true)
})

it('is not there where the file is not', async () => {
  expect(await SourceText.open(join(temporaryFolder(), 'nothing'))).toBeUndefined()
})

it('reads nothing once it is closed', async () => {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, many)
  const text = await open(path)
  await text.counted
  text.close()
  text.close()
  expect(await text.read(0, 1)).toEqual([])
})
