import { describe, expect, it } from 'vitest'
import { hostOnlyComments } from '../../../main/engine/export/host-only-comment.ts'
import type { AnalysisConnection } from '../../../main/report/analysis/schema.ts'

type Message = AnalysisConnection['messages'][number]

/** What is told of messages, by source, packet and line. */
function told(...seen: readonly (readonly [source: number, frame: number | null, line: number | null])[]): string[] {
  const messages = seen.map(([source, frame, line], at) => {
    const message: Partial<Message> = { n: at + 1, source, frame, line, from: 'server', name: 'finished', length: 12 }
    return message as Message
  })
  const connection: Partial<AnalysisConnection> = { messages }
  return hostOnlyComments(connection as AnalysisConnection, 1, (source) => `source ${source}`).map(
    ({ frame, text }) => `${frame} ${text}`,
  )
}

describe('what only a host trace shows', () => {
  it('is said at the packet before it, or at the first one', () => {
    expect(told([2, null, 7], [1, 4, null], [1, 6, null], [2, null, 9], [1, 8, null])).toEqual([
      '4 gskope: only source 2 shows here: server finished, 12 bytes (line 7)',
      '6 gskope: only source 2 shows here: server finished, 12 bytes (line 9)',
    ])
  })

  it('is nothing where packets show all, or where there are no packets', () => {
    expect(told([1, 4, null], [1, 6, null])).toEqual([])
    expect(told([2, null, 7])).toEqual([])
    expect(told([3, 5, null], [1, 6, null])).toEqual([])
  })
})
