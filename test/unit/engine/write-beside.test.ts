import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { NotWritten, notWritten, writeBeside } from '../../../main/engine/write-beside.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-write-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('pieces of all sizes, in order; a buffer may be used again', async () => {
  const target = join(folder, 'a.bin')
  const piece = new Uint8Array(100_000)
  await writeBeside(target, false, async (write) => {
    await write('head\n')
    for (let n = 1; n <= 12; n++) await write(piece.fill(n))
  })
  const written = readFileSync(target)
  expect(written.length).toBe(5 + 1_200_000)
  expect([written.toString('latin1', 0, 5), written[5], written[100_004], written[100_005], written.at(-1)]).toEqual([
    'head\n',
    1,
    1,
    2,
    12,
  ])
  expect(readdirSync(folder)).toEqual(['a.bin'])
})

it('an existing file stays unless it may be replaced', async () => {
  const target = join(folder, 'a.txt')
  writeFileSync(target, 'old')
  await expect(writeBeside(target, false, (write) => write('new'))).rejects.toThrow(/is there already/)
  expect(readFileSync(target, 'utf8')).toBe('old')
  await writeBeside(target, true, (write) => write('new'))
  expect(readFileSync(target, 'utf8')).toBe('new')
})

it('whoever fills it fails: nothing is left, and the old file is as it was', async () => {
  const target = join(folder, 'a.txt')
  writeFileSync(target, 'old')
  const failing = writeBeside(target, true, async (write) => {
    await write('x'.repeat(600_000))
    throw new Error('on the way')
  })
  await expect(failing).rejects.toThrow('on the way')
  expect(readdirSync(folder)).toEqual(['a.txt'])
  expect(readFileSync(target, 'utf8')).toBe('old')
})

it.each([
  ['a folder that is not there', 'none/a.txt', /its folder does not exist/],
  ['a file in the place of a folder', 'file/a.txt', /not a folder/],
  ['a folder of that name', 'taken', /is a folder/],
  ['a name that is too long', `${'n'.repeat(300)}.txt`, /too long/],
])('%s', async (_, name, message) => {
  writeFileSync(join(folder, 'file'), '')
  mkdirSync(join(folder, 'taken'))
  const failing = writeBeside(join(folder, name), false, (write) => write('x'))
  await expect(failing).rejects.toThrow(message)
  await expect(failing).rejects.toBeInstanceOf(NotWritten)
  expect(readdirSync(folder).sort()).toEqual(['file', 'taken'])
})

it.each([
  ['ENOSPC', /the disk is full/],
  ['EDQUOT', /your quota/],
  ['EROFS', /read-only/],
  ['EACCES', /you may not write there/],
  ['EFBIG', /larger than the file system holds/],
  ['EIO', /no words for it/],
])('what the system says as %s', (code, message) => {
  const { message: told } = notWritten('/there/a.pcapng', Object.assign(new Error('no words for it'), { code }))
  expect(told).toMatch(message)
  expect(told).toContain('/there/a.pcapng')
})
