import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safeName } from '../../../main/serve/upload.ts'

describe('the name of a dropped file', () => {
  it.each([
    ['a b.pcap', 'a b.pcap'],
    ['🔑 naïve.txt', '🔑 naïve.txt'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\temp\\x.pcap', 'x.pcap'],
    ['..', 'file'],
    ['', 'file'],
    ['<script>alert(1)</script>', 'script_'],
    ['it\'s "x".pcap', "it's _x_.pcap"],
    ['NUL.txt', '_NUL.txt'],
    ['a\u0000\n\u202eb', 'a___b'],
  ])('%j becomes %j', (given, name) => expect(safeName(given)).toBe(name))

  it('is always one that can be made in a folder, and stays in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeName(given)
        expect(name).not.toMatch(/[/\\\0]/)
        expect(['', '.', '..']).not.toContain(name)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200)
      }),
    )
  })
})
