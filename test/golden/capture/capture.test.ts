import { describe, expect, it } from 'vitest'
import { readWhole, readerOf, transcribe } from '../../support/capture-transcript.ts'
import { CAPTURE_CASES } from './cases.ts'
import { fixtureBytes, ourTranscript, packetCount, readExpected } from './expected-reading.ts'

/** Bringing a file byte by byte costs its length squared here. */
const LARGEST_BY_BYTES = 25_000
const CUT_STEP = 640

describe.each(CAPTURE_CASES)('$file: $shows', ({ file, differs }) => {
  const bytes = fixtureBytes(file)
  const expected = readExpected(file)

  it('is read as expected', () => {
    expect(ourTranscript(bytes)).toEqual(expected.gskope ?? expected.tshark)
    expect(packetCount(file)).toBe(expected.packets)
  })

  if (differs) {
    it('differs from tshark as its note says', () => {
      expect(expected.gskope).toBeDefined()
      expect(expected.gskope).not.toEqual(expected.tshark)
    })
  }

  it('is read the same in pieces', () => {
    const whole = ourTranscript(bytes)
    expect(ourTranscript(bytes, 997)).toEqual(whole)
    if (bytes.length <= LARGEST_BY_BYTES) expect(ourTranscript(bytes, 1)).toEqual(whole)
  })

  it('says nothing else when it is cut short', () => {
    const said = (length: number) =>
      readWhole(readerOf(bytes) ?? expect.fail(), bytes.subarray(0, length)).legs.flatMap((leg) =>
        transcribe(leg).messages.map(withoutFrame),
      )
    const whole = new Set(said(bytes.length))
    for (let length = CUT_STEP; length < Math.min(bytes.length, LARGEST_BY_BYTES); length += CUT_STEP) {
      for (const line of said(length)) expect(whole, `cut at ${length}`).toContain(line)
    }
  })
})

/** Behind a packet that is cut off, messages become readable with another packet. */
function withoutFrame(line: string): string {
  return line.slice(line.indexOf(' ') + 1)
}
