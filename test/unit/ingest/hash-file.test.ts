import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, openSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hashFile } from '../../../main/ingest/hash-file.ts'
import { HashThread } from '../../../main/ingest/hash-thread.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

const entry = join(import.meta.dirname, '../../../main/ingest/worker.ts')
const content = Uint8Array.from({ length: 2_500_000 }, (_, at) => (at * 31) & 0xff)
const never = (): boolean => false

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function opened(path: string): number {
  const descriptor = openSync(path, 'r')
  onTestFinished(() => closeSync(descriptor))
  return descriptor
}

function aFile(): string {
  const path = join(temporaryFolder(), 'source')
  writeFileSync(path, content)
  return path
}

describe('the hash of a file', () => {
  it('is that of its first bytes, as many as were asked for', () => {
    const descriptor = opened(aFile())
    for (const bytes of [1, 1 << 20, (1 << 20) + 1, content.length])
      expect(hashFile(descriptor, bytes, never), String(bytes)).toBe(sha256(content.subarray(0, bytes)))
  })

  it('is none where the file has become shorter, is no file any more, or nobody wants it', () => {
    const path = aFile()
    const descriptor = opened(path)
    expect(hashFile(descriptor, content.length, () => true)).toBeUndefined()
    truncateSync(path, 1_500_000)
    expect(hashFile(descriptor, content.length, never)).toBeUndefined()
    expect(hashFile(1_000_000, 10, never)).toBeUndefined()
  })

  it('is made in threads of their own, for one file beside the other, and can be stopped', async () => {
    const thread = new HashThread(entry)
    const descriptor = opened(aFile())
    thread.start()
    const whole = thread.hash(descriptor, content.length)
    const beginning = thread.hash(descriptor, 10)
    expect(await whole.sha256).toBe(sha256(content))
    expect(await beginning.sha256).toBe(sha256(content.subarray(0, 10)))
    const stopped = thread.hash(descriptor, content.length)
    stopped.stop()
    expect([undefined, sha256(content)]).toContain(await stopped.sha256)
  })

  it('is none where the thread cannot be started', async () => {
    const descriptor = opened(aFile())
    expect(await new HashThread(join(import.meta.dirname, 'missing.ts')).hash(descriptor, 10).sha256).toBeUndefined()
  })

  it('is none, and not waited for, where the thread has ended before there was a file', async () => {
    const path = join(temporaryFolder(), 'ends.mjs')
    writeFileSync(path, 'process.exit(0)')
    const thread = new HashThread(path)
    await once(thread.start(), 'exit')
    expect(await thread.hash(opened(aFile()), 10).sha256).toBeUndefined()
  })
})
