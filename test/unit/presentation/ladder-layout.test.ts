import { describe, expect, it } from 'vitest'
import { ladderItems, type LadderInput } from '../../../main/presentation/ladder-item.ts'
import { layoutLadder, marksBetween, type Mark } from '../../../main/presentation/ladder-layout.ts'
import type { EventRow, MessageRow, TraceNote } from '../../../preload/contract/connection.ts'

const message = (n: number, more: Partial<MessageRow> = {}): MessageRow => ({
  n,
  timeNs: BigInt(n) * 1_000_000n,
  source: 1,
  frame: n,
  line: null,
  from: n % 2 ? 'client' : 'server',
  content: 'handshake',
  type: 1,
  name: 'client_hello',
  level: null,
  recordVersion: 771,
  length: 100,
  visibility: 'plain',
  complete: true,
  summary: '',
  sightings: [],
  ...more,
})
const event = (kind: EventRow['kind'], afterMessage: number, more: Partial<EventRow> = {}): EventRow => ({
  kind,
  timeNs: null,
  source: 1,
  frame: null,
  line: null,
  from: 'client',
  afterMessage,
  length: 0,
  text: null,
  ...more,
})
const note = (line: number, afterMessage: number, description = 'SSL_INFO'): TraceNote => ({
  source: 2,
  line,
  timeNs: null,
  description,
  functionName: `f${line}`,
  detail: [],
  afterMessage,
})
const lay = (input: Partial<LadderInput>, open: ReadonlySet<string> = new Set(), width = 900) =>
  layoutLadder(ladderItems({ messages: [], events: [], traceNotes: [], ...input }, open), width)
const kinds = (marks: readonly Mark[]): string[] =>
  marks.map((mark) => (mark.kind === 'event' ? mark.event.kind : mark.kind))

describe('order', () => {
  it('puts events and notes behind the message they follow, by time where both have one', () => {
    const ladder = lay({
      messages: [message(1), message(2)],
      events: [event('fin', 2), event('syn', 0), event('gap', 1, { timeNs: 9n })],
      traceNotes: [{ ...note(5, 1), timeNs: 3n }],
    })
    expect(kinds(ladder.marks)).toEqual(['syn', 'message', 'note', 'gap', 'message', 'fin'])
  })

  it('keeps what follows a message that was cut off', () => {
    expect(kinds(lay({ messages: [message(1)], events: [event('rst', 40)] }).marks)).toEqual(['message', 'rst'])
  })

  it('makes one mark of application data in a row, but not across a message', () => {
    const data = (from: 'client' | 'server', length: number, after: number): EventRow =>
      event('application_data', after, { from, length })
    const ladder = lay({
      messages: [message(1), message(2)],
      events: [data('client', 10, 1), data('server', 20, 1), data('client', 5, 2)],
    })
    expect(kinds(ladder.marks)).toEqual(['message', 'data', 'message', 'data'])
    expect(ladder.marks[1]).toMatchObject({
      label: 'application data · 2 records · 30 B',
      towardsServer: true,
      towardsClient: true,
    })
    expect(ladder.marks[3]).toMatchObject({
      label: 'application data · 5 B',
      towardsServer: true,
      towardsClient: false,
    })
  })
})

describe('trace notes', () => {
  const many = Array.from({ length: 10 }, (_, i) => note(i + 1, 1, i === 6 ? 'SSL_ERROR' : 'SSL_INFO'))

  it('fold when they are many, and never an error', () => {
    const ladder = lay({ messages: [message(1)], traceNotes: many })
    expect(kinds(ladder.marks)).toEqual(['message', 'note', 'note', 'fold', 'note', 'note'])
    expect(ladder.marks[3]).toMatchObject({ label: '6 more', open: false })
    expect(ladder.marks[4]).toMatchObject({ name: ['f7'], tone: 'bad' })
  })

  it('unfold by the name of the fold', () => {
    const fold = lay({ messages: [message(1)], traceNotes: many }).marks.find((mark) => mark.kind === 'fold')
    const ladder = lay({ messages: [message(1)], traceNotes: many }, new Set([fold!.fold]))
    expect(ladder.marks.filter((mark) => mark.kind === 'note')).toHaveLength(10)
  })

  it('have a lane only when there are any', () => {
    expect(lay({ messages: [message(1)] }).lanes.map((lane) => lane.id)).toEqual(['client', 'server'])
    expect(lay({ messages: [message(1)], traceNotes: [note(1, 1)] }).lanes.map((lane) => lane.id)).toEqual([
      'client',
      'server',
      'ssl',
    ])
  })
})

describe('geometry', () => {
  it('points arrows the way the message went', () => {
    const [first, second] = lay({ messages: [message(1), message(2)] }).marks
    if (first?.kind !== 'message' || second?.kind !== 'message') throw new Error('expected messages')
    expect(first.arrow.to.x).toBeGreaterThan(first.arrow.from.x)
    expect(second.arrow.to.x).toBeLessThan(second.arrow.from.x)
    expect(second.y).toBe(first.y + first.heightPx)
  })

  it.each([380, 600, 900, 1600])('keeps lanes in order and inside a drawing of %i px', (width) => {
    const { lanes } = lay({ messages: [message(1)], traceNotes: [note(1, 1)] }, new Set(), width)
    const xs = lanes.map((lane) => lane.x)
    expect(xs).toEqual([...xs].sort((a, b) => a - b))
    expect(xs.at(-1)).toBeLessThan(width)
    expect(xs[1]! - xs[0]!).toBeGreaterThan(150)
  })

  it.each([600, 1236, 2723, 3500])('keeps times beside the lanes and lines of a trace short in %i px', (width) => {
    const said = note(1, 1)
    for (const traceNotes of [[], [said]]) {
      const ladder = lay({ messages: [message(1)], traceNotes }, new Set(), width)
      const [client, server] = ladder.lanes
      expect(client!.x - ladder.timeX).toBeLessThan(40)
      expect(server!.x - client!.x).toBeLessThanOrEqual(720)
      // What is empty is not all on one side.
      if (width > 2000) expect(ladder.timeX).toBeGreaterThan(400)
    }
    const words = { ...said, detail: ['a word '.repeat(300)] }
    const mark = lay({ traceNotes: [words] }, new Set(), width).marks.find(({ kind }) => kind === 'note')
    if (mark?.kind !== 'note') throw new Error('expected a note')
    expect(Math.max(...mark.says.map(({ length }) => length))).toBeLessThan(110)
  })

  it('finds the marks of a stretch', () => {
    const { marks } = lay({ messages: Array.from({ length: 300 }, (_, i) => message(i + 1)) })
    const seen = marksBetween(marks, 5_000, 5_400)
    expect(seen.length).toBeLessThan(12)
    expect(seen[0]!.y).toBeLessThanOrEqual(5_000)
    expect(seen.at(-1)!.y + seen.at(-1)!.heightPx).toBeGreaterThanOrEqual(5_400)
    expect(marksBetween(marks, -100, -50)).toEqual([])
  })
})

describe('words', () => {
  const one = (more: Partial<MessageRow>) => {
    const mark = lay({ messages: [message(1, more)] }).marks[0]
    if (mark?.kind !== 'message') throw new Error('expected a message')
    return mark
  }

  it('gives the first time in full and then the gaps', () => {
    const ladder = lay({
      messages: [
        message(1),
        message(2, { timeNs: 3_100_000n }),
        message(3, { timeNs: 3_100_000n }),
        message(4, { timeNs: null }),
      ],
    })
    expect(ladder.marks.map((mark) => mark.time)).toEqual(['00:00:00.001000', '+ 2.1 ms', '', ''])
  })

  it('names the level of an alert and gives it a tone', () => {
    expect(one({ content: 'alert', level: 2, name: 'handshake_failure', type: 40 })).toMatchObject({
      label: 'fatal handshake_failure',
      tone: 'bad',
      alert: true,
    })
    expect(one({ content: 'alert', level: 1, name: 'unrecognized_name', type: 112 })).toMatchObject({
      label: 'warning unrecognized_name',
      tone: 'warn',
    })
    expect(one({ content: 'alert', level: 1, name: 'close_notify', type: 0 })).toMatchObject({ tone: 'quiet' })
    expect(one({ content: 'alert', level: null, name: null, type: null, visibility: 'encrypted' })).toMatchObject({
      label: 'encrypted alert',
      tone: 'ink',
    })
  })

  it('says in words what is not plain or not whole', () => {
    expect(one({ visibility: 'decrypted' }).detail).toBe('100 B · decrypted')
    expect(one({ complete: false }).detail).toBe('100 B · bytes missing')
    expect(one({ name: null, visibility: 'encrypted' }).label).toBe('encrypted handshake record')
    expect(one({ summary: 'offers TLS 1.2', complete: false }).spoken).toBe(
      '1, client, client_hello, 100 B, incomplete, offers TLS 1.2, 00:00:00.001000',
    )
  })
})
