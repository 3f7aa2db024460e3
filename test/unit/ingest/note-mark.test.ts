import { describe, expect, it } from 'vitest'
import { findMessage, markMessage, readNoteMark, writeNoteMark, type NoteMark } from '../../../main/ingest/note-mark.ts'
import { placeOf } from '../../../main/ingest/place-notes.ts'
import { aMessage } from '../../support/case-fixture.ts'

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values)
const hello = aMessage({ bytes: bytes(1, 0, 0, 2, 3, 3), frame: 4 })
const done = aMessage({ bytes: bytes(14, 0, 0, 0), length: 0, frame: 6, from: 'server' })
const sealed = aMessage({ bytes: bytes(), length: 40, frame: 9, visibility: 'encrypted' })
const leg = (n: number, message = hello) => ({ sha256: 'a'.repeat(64), leg: 'L', message: markMessage(n, message) })

describe('a message', () => {
  it.each([
    ['in its place', [hello, done], hello, 1, 1],
    ['moved, as the source has more before it', [done, hello], hello, 1, 2],
    ['at another line or packet, by its bytes', [done, { ...hello, frame: 70 }], hello, 1, 2],
    ['among equal ones, in its place', [hello, done, { ...hello, frame: 8 }], { ...hello, frame: 8 }, 3, 3],
    [
      'among equal ones in another file, by its number',
      [
        { ...done, frame: 1 },
        { ...done, frame: 2 },
      ],
      done,
      2,
      2,
    ],
    ['sealed then and sealed now', [hello, sealed], sealed, 2, 2],
    ['sealed then and readable now', [hello, { ...done, frame: 9, from: 'client' as const }], sealed, 2, 2],
    ['sealed, and moved to who knows where', [hello, { ...sealed, frame: 10 }], sealed, 2, undefined],
    ['gone', [done], hello, 1, undefined],
    ['of nothing at all', [], hello, 1, undefined],
  ])('is found %s', (_how, messages, wanted, n, found) => {
    expect(findMessage(markMessage(n, wanted), messages)).toBe(found)
  })
})

describe('a mark', () => {
  it('comes back as it was written', () => {
    const mark: NoteMark = { on: 'bytes', about: 'client_hello', legs: [leg(1), leg(2, sealed)], range: [4, 6] }
    expect(readNoteMark(writeNoteMark(mark))).toEqual(mark)
  })

  it.each([
    '',
    '[]',
    'null',
    '{"on":"planet","about":"","legs":[]}',
    '{"on":"case","about":1,"legs":[]}',
    '{"on":"bytes","about":"","legs":[],"range":[6,4]}',
    `"${'x'.repeat(70_000)}"`,
  ])('is none: %.40s', (text) => {
    expect(readNoteMark(text)).toBeUndefined()
  })

  it('leaves out what is no leg', () => {
    const text = '{"on":"connection","about":"x","legs":[7,{"leg":"L","sha256":3,"message":{"n":-1}},{}]}'
    expect(readNoteMark(text)?.legs).toEqual([{ sha256: undefined, leg: 'L', message: undefined }])
  })
})

describe('a place', () => {
  const found = new Map([
    [
      'L',
      [
        { id: 5, sha256: 'b'.repeat(64) },
        { id: 7, sha256: 'a'.repeat(64) },
      ],
    ],
  ])
  const mark = (on: NoteMark['on'], ...legs: NoteMark['legs']): NoteMark => ({ on, about: '', legs, range: undefined })

  it('is in the very same file before others', () => {
    expect(placeOf(mark('connection', leg(1)), found, () => [])).toEqual({ leg: 7, message: null })
  })
  it('is where the message is shown', () => {
    expect(placeOf(mark('message', leg(1)), found, (id) => (id === 5 ? [done, hello] : []))).toEqual({
      leg: 5,
      message: 2,
    })
  })
  it('is the connection where the message is not shown any more', () => {
    expect(placeOf(mark('message', leg(1)), found, () => [done])).toEqual({ leg: 7, message: null })
  })
  it('is nowhere where no leg shows it', () => {
    expect(placeOf(mark('message', { ...leg(1), leg: 'other' }), found, () => [hello])).toBeUndefined()
  })
})
