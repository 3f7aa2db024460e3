import { describe, expect, it } from 'vitest'
import type { TraceRecord } from '../../../main/format/reader.ts'
import { TraceThreads } from '../../../main/ingest/trace-threads.ts'

const record = (thread: string | undefined, contextId = -1, process?: string): TraceRecord =>
  ({ job: 'TCPIP', process, thread, contextId }) as TraceRecord

describe('TraceThreads', () => {
  it('knows a thread by its name, with a number and without', () => {
    const threads = new TraceThreads()
    const one = threads.of(record('1', 0))
    expect(threads.of(record('1', 0))).toBe(one)
    expect(threads.of(record('1'))).toBe(one)
    expect(threads.of(record('2'))).not.toBe(one)
    expect(threads.of(record(undefined))).toBeUndefined()
    expect(threads.of(record(undefined, -1, '7'))).toBeDefined()
  })

  it('forgets those met first when there are too many, and goes on with the others', () => {
    const threads = new TraceThreads()
    const first = threads.of(record('0', 0))
    let late
    for (let i = 1; i <= 70_000; i++) {
      const found = threads.of(record(String(i)))
      if (i === 60_000) late = found
      expect(found).toBeDefined()
    }
    expect(threads.forgotten).toBeGreaterThan(0)
    expect(threads.of(record('60000'))).toBe(late)
    const again = threads.of(record('0', 0))
    expect(again).not.toBe(first)
    expect(threads.of(record('0', 0))).toBe(again)
  })
})
