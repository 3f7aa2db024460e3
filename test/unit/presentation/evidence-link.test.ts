import { describe, expect, it } from 'vitest'
import type { EventRow, MessageRow, TraceNote } from '../../../preload/contract/connection.ts'
import type { Evidence } from '../../../preload/contract/finding.ts'
import { bytesWords, linkEvidence, type EvidenceLinks } from '../../../main/presentation/evidence-link.ts'
import { ladderItems } from '../../../main/presentation/ladder-item.ts'
import { layoutLadder } from '../../../main/presentation/ladder-layout.ts'

const message = (n: number, more: Partial<MessageRow> = {}): MessageRow => ({
  n,
  timeNs: null,
  source: 1,
  frame: n * 10,
  line: null,
  from: 'client',
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
const alert = (n: number, level: number | null): MessageRow =>
  message(n, { content: 'alert', level, from: 'server', name: level === null ? null : 'handshake_failure' })
const event = (kind: EventRow['kind'], more: Partial<EventRow> = {}): EventRow => ({
  kind,
  timeNs: null,
  source: 1,
  frame: 77,
  line: null,
  from: 'server',
  afterMessage: 9,
  length: 0,
  text: null,
  ...more,
})
const note = (line: number): TraceNote => ({
  source: 2,
  line,
  timeNs: null,
  description: 'SSL_INFO',
  functionName: 'edit_ciphers',
  detail: [],
  afterMessage: 1,
})
const of = (more: Partial<Evidence>): Evidence => ({
  source: 1,
  message: null,
  frame: null,
  line: null,
  byteRange: null,
  text: '',
  ...more,
})

function link(
  evidence: readonly Evidence[],
  {
    messages = [message(1), alert(2, 2)],
    events = [] as readonly EventRow[],
    traceNotes = [note(40)],
    widthPx = 900,
  } = {},
): EvidenceLinks {
  return linkEvidence(layoutLadder(ladderItems({ messages, events, traceNotes }, 'all'), widthPx), {
    evidence: [...evidence],
  })
}

describe('links between the failure and its evidence', () => {
  it('lead from the fatal alert to a message, with the bytes named', () => {
    const { failure, links } = link([of({ message: 1, byteRange: [39, 59] })])
    expect(failure).toBe('message-2')
    expect(links).toMatchObject([{ key: 'message-1', evidence: [0], bytes: { text: 'bytes 39–58' } }])
    expect(links[0]?.line).toMatch(/^M/)
    expect(links[0]?.line).not.toContain('NaN')
  })

  it('mark the failure itself with a number and no line', () => {
    expect(link([of({ message: 2 })]).links).toMatchObject([{ key: 'message-2', line: '', pill: { text: '1' } }])
  })

  it('find a trace record by its source and line, and no record of another source', () => {
    expect(link([of({ source: 2, line: 40 })]).links).toMatchObject([{ key: 'note-2-40', bytes: { text: '' } }])
    expect(link([of({ source: 3, line: 40 })]).links).toEqual([])
  })

  it('find an event by its packet', () => {
    const { links } = link([of({ frame: 77 })], { events: [event('rst')] })
    expect(links).toHaveLength(1)
    expect(links[0]?.key).toMatch(/^event-rst/)
  })

  it('are one where several pieces lie in the same mark', () => {
    const two = [of({ message: 1, byteRange: [0, 1] }), of({ message: 2 }), of({ message: 1, byteRange: [4, 6] })]
    expect(link(two).links).toMatchObject([
      { evidence: [0, 2], pill: { text: '1 3' }, bytes: { text: 'byte 0, …' } },
      { evidence: [1] },
    ])
    expect(link([1, 2, 3, 4, 5].map(() => of({ message: 1 }))).links).toMatchObject([{ pill: { text: '1 +4' } }])
  })

  it('leave out what the ladder does not show', () => {
    expect(link([of({ message: 9 }), of({ line: 3 }), of({})]).links).toEqual([])
  })

  it.each([
    ['an alert that cannot be read', [message(1), alert(2, null)], [], 'message-2'],
    ['the reset, where no alert is fatal', [message(1), alert(2, 1)], [event('rst')], /^event-rst/],
    ['nothing but the end of the ladder', [message(1)], [], undefined],
  ])('begin at %s', (_, messages, events, expected) => {
    const { failure, links } = link([of({ message: 1 })], { messages, events })
    if (expected instanceof RegExp) expect(failure).toMatch(expected)
    else expect(failure).toBe(expected)
    expect(links[0]?.line).toMatch(/^M/)
  })

  it.each([300, 500, 760, 1920])('stay between the times and the lane at %i px', (widthPx) => {
    const ladder = layoutLadder(
      ladderItems({ messages: [message(1), alert(2, 2)], events: [], traceNotes: [note(40)] }, 'all'),
      widthPx,
    )
    const [wire] = linkEvidence(ladder, { evidence: [of({ message: 1 })] }).links
    const lane = ladder.lanes.find(({ id }) => id === 'client')?.x ?? 0
    expect(wire && wire.pill.x).toBeGreaterThanOrEqual(ladder.timeX)
    expect(wire && wire.pill.x + wire.pill.widthPx).toBeLessThanOrEqual(lane)
  })
})

it.each([
  [[4, 5], 'byte 4'],
  [[0, 20], 'bytes 0–19'],
] as const)('%j in words', (range, words) => expect(bytesWords(range)).toBe(words))
