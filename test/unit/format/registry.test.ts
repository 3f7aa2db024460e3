import { describe, expect, it } from 'vitest'
import { detectFormat, readers } from '../../../main/format/registry.ts'
import { EBCDIC_TO_LATIN } from '../../../main/format/text/ebcdic.ts'
import { latin } from '../../support/bytes.ts'

const refusal = (bytes: Uint8Array, size = bytes.length): string => {
  const detected = detectFormat(bytes, size)
  return 'refused' in detected ? detected.refused.code : `read by ${detected.reader.id}`
}

describe('registry', () => {
  it.each(readers.map((reader) => [reader.id, reader] as const))(
    'claims the sample of %s with certainty once',
    (id, reader) => {
      const certain = readers.filter((other) => other.detect(reader.sample) === 'certain').map((other) => other.id)
      expect(certain).toEqual([id])
      const detected = detectFormat(reader.sample, reader.sample.length)
      expect('reader' in detected && detected.reader).toBe(reader)
    },
  )

  it('has one reader an id', () => {
    expect(new Set(readers.map(({ id }) => id)).size).toBe(readers.length)
  })

  it('does not claim half a sample', () => {
    for (const reader of readers) {
      expect([reader.id, reader.detect(reader.sample.subarray(0, 8))]).not.toEqual([reader.id, 'certain'])
    }
  })

  it('says how a source is written down', () => {
    expect(detectFormat(readers.find(({ id }) => id === 'pcap')?.sample ?? new Uint8Array(0), 24)).toMatchObject({
      encoding: 'binary',
      recordForm: 'stream',
    })
    expect(detectFormat(readers.find(({ id }) => id === 'gsk-ctrace')?.sample ?? new Uint8Array(0), 99)).toMatchObject({
      encoding: 'utf-8',
      recordForm: 'lines',
    })
  })
})

/** A binary entry: length, entry id at +4, job name at +16, description id at +36, text, length again. */
function rawEntry(): number[] {
  const entry = new Array<number>(60).fill(0)
  entry[1] = entry[59] = 60
  entry[7] = entry[39] = 8
  ;[0xe3, 0xc3, 0xd7, 0xc9, 0xd7, 0x40, 0x40, 0x40].forEach((byte, i) => (entry[16 + i] = byte))
  entry.fill(0x81, 44, 54)
  return entry
}

describe('refused sources', () => {
  it.each([
    ['empty', new Uint8Array(0)],
    ['compressed', Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0)],
    ['compressed', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0)],
    ['zeros', new Uint8Array(65_536)],
    ['raw-ctrace', Uint8Array.from([...rawEntry(), ...rawEntry()])],
    ['raw-ctrace', Uint8Array.from([0, 64, 0, 0, ...rawEntry()])],
    ['text-mode-transfer', Uint8Array.from([...rawEntry(), ...rawEntry()], (byte) => EBCDIC_TO_LATIN[byte] ?? 0)],
    ['text-mode-transfer', Uint8Array.from([0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0], (byte) => EBCDIC_TO_LATIN[byte] ?? 0)],
    ['racf-gtf-trace', latin('Trace Identifier:      00000036\nRecord Eyecatcher:     RTRACE\n')],
    ['ldap-client-trace', latin('067:02:20:16 T3048 ssl_read: -----> Entering ssl_read\n')],
    ['unknown-binary', Uint8Array.from({ length: 5000 }, (_, i) => (i * 73) & 0xff)],
    ['report-not-full', latin('COMPONENT TRACE SHORT FORMAT\nCOMP(GSKSRVR)\n**** 11/14/2005\n')],
    ['report-not-full', latin('1COMPONENT TRACE TALLY FORMAT\n COMP(GSKSRVR)\n')],
    ['packet-listing', latin('COMPONENT TRACE FULL FORMAT\nSYSNAME(S0W1)\nCOMP(SYSTCPDA)SUBNAME((TCPIP))\n')],
    ['other-component', latin('COMPONENT TRACE FULL FORMAT\nSYSNAME(S0W1)\nCOMP(SYSTCPIP)SUBNAME((TCPIP))\n')],
    ['gskit-transcript', latin('2022-06-15 Start of GSKit TLS Handshake Transcript (199 bytes)\n')],
    ['jsse-trace', latin('javax.net.ssl|DEBUG|01|main|2024-01-01|ClientHello.java\n')],
    ['no-trace', latin('Dear colleague,\nthe connection does not work.\n')],
  ])('are refused as %s', (code, bytes) => {
    expect(refusal(bytes)).toBe(code)
  })

  it('are not told of a long text before it was read', () => {
    const nothing = latin('Nothing that is known.\n'.repeat(4_000))
    expect(detectFormat(nothing, nothing.length)).toMatchObject({
      reader: { id: 'job-log' },
      unless: { code: 'no-trace' },
    })
    expect(detectFormat(nothing.subarray(0, 60_000), 60_000)).toMatchObject({ refused: { code: 'no-trace' } })
  })

  it('are told with a reason and a next step', () => {
    const detected = detectFormat(latin('COMPONENT TRACE SHORT FORMAT\nCOMP(GSKSRVR)\n'), 50)
    if (!('refused' in detected)) throw new Error('was not refused')
    expect(detected.refused.text).toContain('SHORT')
    expect(detected.refused.nextStep).toContain('CTRACE COMP(GSKSRVR) FULL')
  })

  it('are known in EBCDIC too', () => {
    const text = [0xc3, 0xd6, 0xd4, 0xd7, 0x4d, 0xe2, 0xe8, 0xe2, 0xe3, 0xc3, 0xd7, 0xc9, 0xd7, 0x5d, 0x15]
    expect(refusal(Uint8Array.from([...text, ...new Array<number>(40).fill(0x40), 0x15]))).toBe('other-component')
  })
})
