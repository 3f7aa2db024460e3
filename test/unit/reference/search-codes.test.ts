import fc from 'fast-check'
import { expect, it } from 'vitest'
import { everyCode } from '../../../main/reference/code-list.ts'
import { searchCodes } from '../../../main/reference/search-codes.ts'

const first = (text: string): string | undefined => searchCodes(text).readings[0]?.readAs

it('gives every entry for an empty text', () => {
  expect(searchCodes('  ').readings).toBe(everyCode())
  expect(everyCode().length).toBeGreaterThan(900)
})

it('has in front what the text itself means', () => {
  expect(first('402')).toBe('System SSL return code 402 (0x134CC192)')
  expect(first('0x134cc19e')).toBe('System SSL return code 414 (0x134CC19E)')
  expect(first('c02b')).toBe('Cipher suite C02B')
  expect(first('03353084')).toBe('CMS status 03353084 (53817476)')
})

it('finds by words anywhere in an entry, each entry once', () => {
  const { readings, manual } = searchCodes('key ring permission')
  expect(readings.map(({ code }) => code)).toContain('416')
  expect(manual).toBeUndefined()
  const all = searchCodes('handshake_failure').readings.map(({ kind, readAs, name }) => `${kind} ${readAs} ${name}`)
  expect(new Set(all).size).toBe(all.length)
})

it('finds the message and the codes in a line', () => {
  const { readings } = searchCodes('EZD1287I TTLS Error RC:  402 Initial Handshake')
  expect(readings.slice(0, 2).map(({ code }) => code)).toEqual(['EZD1287I', '402'])
  expect(searchCodes('EZD1287I TTLS Error RC: 5003').readings.map(({ kind }) => kind)).toContain('at-tls')
  expect(searchCodes('Error 0x03353084 from CMS').readings[0]?.code).toBe('03353084')
})

it('says where to look for what no table has', () => {
  expect(searchCodes('EZZ9999I')).toMatchObject({
    readings: [],
    manual: expect.stringContaining('IP Messages') as string,
  })
})

it('answers whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 140 }), (text) => {
      const { readings, manual } = searchCodes(text)
      expect(readings.length > 0 || manual !== undefined).toBe(true)
    }),
  )
})
