import { describe, expect, it } from 'vitest'
import { TextLines } from '../../../../main/format/text/text-lines.ts'
import { attlsPolicy } from '../../../../main/format/attls-policy/attls-policy.ts'
import { feed } from '../../../support/feed.ts'

function read(text: string) {
  const lines: string[] = []
  const warnings: [code: string, offset: number][] = []
  feed(
    new TextLines({
      line: (line) => void lines.push(line),
      finish: () => undefined,
      warn: ({ code }, offset) => void warnings.push([code, offset]),
    }),
    new TextEncoder().encode(text),
    text.length,
  )
  return { lines, warnings }
}

describe('TextLines', () => {
  it('cuts the text of a long line, not a character of it, and says so', () => {
    const long = `${'x'.repeat(2_047)}é`
    expect(read(`one\n${long}\n${long} \n${long} y\n${long}z`)).toEqual({
      lines: ['one', long, long, long, long],
      warnings: [
        ['setting-line-cut', 4 + 2_050 + 2_051],
        ['setting-line-cut', 4 + 2_050 + 2_051 + 2_052],
      ],
    })
  })

  it('leaves it to the sink how often a warning is shown', () => {
    const warnings: string[] = []
    const reading = attlsPolicy.open({
      setting: () => undefined,
      notUnderstood: () => undefined,
      warn: ({ code }) => void warnings.push(code),
    })
    feed(reading, new TextEncoder().encode(`${'x'.repeat(3_000)}\n`.repeat(2)), 6_002)
    expect(warnings).toEqual(['setting-line-cut', 'setting-line-cut'])
  })
})
