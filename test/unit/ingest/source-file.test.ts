import { appendFileSync, chmodSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { SourceFile } from '../../../main/ingest/source-file.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

function aFile(content: string | Uint8Array): string {
  const path = join(temporaryFolder(), 'source')
  writeFileSync(path, content)
  return path
}

function opened(path: string): SourceFile {
  const file = SourceFile.open(path)
  if (!(file instanceof SourceFile)) throw new Error(file.text)
  onTestFinished(() => file.close())
  return file
}

describe('a source file', () => {
  it('is read in pieces', () => {
    const content = Uint8Array.from({ length: 1_000 }, (_, at) => at % 251)
    const file = opened(aFile(content))
    const buffer = new Uint8Array(300)
    const sizes: unknown[] = []
    while (!file.atEnd) sizes.push(file.read(buffer, 0))
    expect(sizes).toStrictEqual([300, 300, 300, 100])
    expect(file.read(buffer, 0)).toBe(0)
    file.rewind()
    expect(file.read(buffer, 0)).toBe(300)
    expect(file.changed()).toBeUndefined()
  })

  it('ends where it ended when it was opened, and says that it grew', () => {
    const path = aFile('0123456789')
    const file = opened(path)
    appendFileSync(path, 'more')
    expect(file.read(new Uint8Array(100), 0)).toBe(10)
    expect(file.atEnd).toBe(true)
    expect(file.changed()).toMatchObject({ code: 'changed' })
  })

  it('that is cut while it is read says at which byte', () => {
    const path = aFile('x'.repeat(1_000))
    const file = opened(path)
    expect(file.read(new Uint8Array(400), 0)).toBe(400)
    truncateSync(path, 400)
    expect(file.read(new Uint8Array(400), 0)).toMatchObject({
      code: 'vanished',
      text: expect.stringContaining('byte 400') as string,
    })
  })

  it('that vanishes while it is read says so', () => {
    const path = aFile('x'.repeat(10))
    const file = opened(path)
    file.read(new Uint8Array(100), 0)
    rmSync(path)
    expect(file.changed()).toMatchObject({ code: 'vanished', text: expect.stringContaining(path) as string })
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('that may not be read says so', () => {
    const path = aFile('x')
    chmodSync(path, 0)
    expect(SourceFile.open(path)).toMatchObject({ code: 'not-permitted' })
  })

  it.skipIf(process.platform === 'win32')('that is a pipe is not waited for', () => {
    const path = join(temporaryFolder(), 'pipe')
    execFileSync('mkfifo', [path])
    expect(SourceFile.open(path)).toMatchObject({ code: 'not-a-file' })
  })

  it('that is a folder, empty or not there says so', () => {
    const folder = temporaryFolder()
    expect(SourceFile.open(folder)).toMatchObject({ code: 'directory' })
    expect(SourceFile.open(join(folder, 'no'))).toMatchObject({ code: 'missing' })
    expect(SourceFile.open(aFile(''))).toMatchObject({ code: 'empty' })
  })
})
