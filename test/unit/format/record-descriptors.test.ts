import { describe, expect, it } from 'vitest'
import { detectContainer } from '../../../main/format/container.ts'
import { RecordDescriptors, withoutDescriptors } from '../../../main/format/record-descriptors.ts'
import { concat, pcapFile } from '../../support/capture-writer.ts'
import { described, records } from '../../support/record-writer.ts'
import { snifferFile } from '../../support/sniffer-writer.ts'

const packet = Uint8Array.of(1, 2, 3, 4, 5)
const plain = pcapFile([{ bytes: packet }, { bytes: packet }])
const list = records(plain, [24, 21])
const file = concat(...list)
const blocked = concat(described(concat(...list.slice(0, 2))), described(concat(...list.slice(2))))
const spanned = concat(
  described(plain.subarray(0, 30), 1),
  described(plain.subarray(30, 40), 3),
  described(plain.subarray(40), 2),
)

function strip(bytes: Uint8Array, form: 'rdw' | 'bdw-rdw', piece: number) {
  const descriptors = new RecordDescriptors(form)
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.slice(at, at + piece)
    pieces.push(part.subarray(0, descriptors.strip(part, 0, part.length)))
  }
  return { data: concat(...pieces), wrongAt: descriptors.wrongAt }
}

describe('RecordDescriptors', () => {
  it.each([
    ['records', file, 'rdw'],
    ['blocks of records', blocked, 'bdw-rdw'],
    ['spanned records', spanned, 'rdw'],
    ['empty records', concat(described(new Uint8Array(0)), file), 'rdw'],
  ] as const)('leaves what lies in %s, whatever the pieces are', (_name, bytes, form) => {
    for (let piece = 1; piece <= bytes.length; piece++) {
      expect(strip(bytes, form, piece)).toEqual({ data: plain, wrongAt: undefined })
    }
  })

  it('gives the rest as it is where no descriptor is', () => {
    expect(strip(concat(file, packet, packet), 'rdw', 7).wrongAt).toBe(file.length)
    expect(strip(concat(file, new Uint8Array(9)), 'rdw', 7).wrongAt).toBeUndefined()
    expect(strip(concat(described(concat(...list).subarray(0, 60)), file), 'bdw-rdw', 7).wrongAt).toBe(57)
  })

  it('takes any bytes', () => {
    for (let seed = 1; seed < 400; seed++) {
      const bytes = Uint8Array.from({ length: 90 }, (_, at) => (Math.imul(seed * 31 + at, 2_654_435_761) >>> 24) & 0x83)
      for (const form of ['rdw', 'bdw-rdw'] as const) {
        expect(strip(bytes, form, 90)).toEqual(strip(bytes, form, 1))
        expect(withoutDescriptors(bytes, form)?.length ?? 0).toBeLessThan(90)
      }
    }
  })
})

describe('detectContainer', () => {
  it.each([
    ['record descriptors', file, 'rdw'],
    ['descriptors of blocks too', blocked, 'bdw-rdw'],
    ['a Sniffer file', concat(...records(snifferFile([packet]), [17, 24, 25, 6])), 'rdw'],
    ['a file that is filled up', concat(file, new Uint8Array(30)), 'rdw'],
    ['a file that is cut', file.subarray(0, 60), 'rdw'],
    ['gzip', Uint8Array.of(0x1f, 0x8b, 8, 0), 'gzip'],
    ['zstd', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), 'zstd'],
    ['a zstd frame to be skipped', Uint8Array.of(0x5f, 0x2a, 0x4d, 0x18), 'zstd'],
    ['a capture without any', plain, undefined],
    ['a block that ends inside a record', concat(Uint8Array.of(0, 40, 0, 0), file), undefined],
    ['records of something else', concat(...records(new Uint8Array(90).fill(0xc1), [30])), undefined],
    ['nothing', new Uint8Array(0), undefined],
  ])('knows %s', (_name, bytes, container) => {
    expect(detectContainer(bytes)).toBe(container)
  })
})
