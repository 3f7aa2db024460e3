import { describe, expect, it } from 'vitest'
import { Interner } from '../../../../main/format/text/interner.ts'
import { latin } from '../../../support/bytes.ts'

describe('Interner', () => {
  it('gives equal texts one number and one string', () => {
    const interner = new Interner()
    const bytes = latin('one two one')
    const [one, two, again] = [
      interner.number(bytes, 0, 3),
      interner.number(bytes, 4, 7),
      interner.number(bytes, 8, 11),
    ]
    expect([one, two, again]).toEqual([0, 1, 0])
    expect([interner.text(0), interner.text(1)]).toEqual(['one', 'two'])
  })

  it('tells texts with the same end apart', () => {
    const interner = new Interner()
    const ids = ['a', 'b', 'ab', ''].map((text) => interner.number(latin(text + 'x'.repeat(20)), 0, text.length + 20))
    expect(new Set(ids).size).toBe(4)
  })

  it('keeps many texts apart, and numbers no more than it may', () => {
    const interner = new Interner()
    let refused = 0
    for (let i = 0; i < 70_000; i++) {
      const text = latin(`thread ${i}`)
      const id = interner.number(text, 0, text.length)
      if (id < 0) refused++
      else expect(interner.text(id)).toBe(`thread ${i}`)
    }
    expect(refused).toBeGreaterThanOrEqual(70_000 - 65_536)
    expect(refused).toBeLessThan(10_000)
    const long = new Uint8Array(300)
    expect(interner.number(long, 0, 300)).toBe(-1)
  })

  it('does not slow down for texts made to collide', () => {
    const interner = new Interner()
    const end = 'x'.repeat(16)
    let refused = 0
    for (let i = 0; i < 1000; i++) {
      const text = latin(String(i).padStart(6, '0') + end)
      if (interner.number(text, 0, text.length) < 0) refused++
    }
    expect(refused).toBeGreaterThan(900)
  })
})
