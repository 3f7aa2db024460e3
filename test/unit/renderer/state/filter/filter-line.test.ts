import { describe, expect, it } from 'vitest'
import { BOUNDARIES, OUTCOMES } from '../../../../../db/vocabulary.ts'
import { HELD } from '../../../../../db/query/connection-filter.ts'
import { CAUSES } from '../../../../../preload/contract/cause.ts'
import { FILTER_TERMS, parseFilter } from '../../../../../main/engine/filter.ts'
import {
  completions,
  FILTER_EXAMPLES,
  FILTER_KEYS,
  filterParts,
} from '../../../../../renderer/state/filter/filter-line.ts'

describe('filterParts', () => {
  it.each([
    '',
    '  ',
    'outcome:failed port:2023',
    'sni:"a b" x',
    'version<1.2 -duration>=1s a<b',
    'a:b:c "open',
    '-version:1.3',
    'é:ü <b>',
    '::1 fe80::1',
  ])('gives back %j character for character', (line) => {
    const parts = filterParts(line)
    expect(parts.map((part) => part.text).join('')).toBe(line)
    for (const part of parts) expect(line.slice(part.start, part.start + part.text.length)).toBe(part.text)
  })

  it('knows a comparison in place of the colon', () => {
    expect(filterParts('version<1.2').map(({ kind, text }) => [kind, text])).toEqual([
      ['key', 'version'],
      ['value', '<1.2'],
    ])
  })

  it('tells keys from words', () => {
    expect(filterParts('outcome:failed -nosuch:1 word').map((part) => part.kind)).toEqual([
      'key',
      'value',
      'space',
      'unknown-key',
      'value',
      'space',
      'word',
    ])
  })
})

describe('completions', () => {
  const at = (line: string, caret = line.length): string[] =>
    completions(line, caret).map(({ text, start, end }) => line.slice(0, start) + text + line.slice(end))

  it('offers keys for a word that is begun', () => expect(at('out')).toEqual(['outcome:']))
  it('offers them behind a minus too', () => expect(at('port:1 -out')).toEqual(['port:1 -outcome:']))
  it('offers the values of a key', () => expect(at('outcome:f')).toEqual(['outcome:failed ']))
  it('takes the place of what is before the caret only', () =>
    expect(at('outcome:f port:1', 9)).toEqual(['outcome:failed  port:1']))
  it('offers values behind a comparison', () =>
    expect(at('version<1')).toEqual(['version<1.3 ', 'version<1.2 ', 'version<1.1 ', 'version<1.0 ']))
  it('offers values by any part of them, those that begin so first', () => {
    expect(at('cause:cipher-n')).toEqual(['cause:cipher-needs-other-certificate '])
    expect(at('cause:cipher').slice(0, 2)).toEqual(['cause:cipher-needs-other-certificate ', 'cause:no-common-cipher '])
  })
  it('offers nothing for a value that is whole, or for nothing', () => {
    expect(at('outcome:failed')).toEqual([])
    expect(at('')).toEqual([])
  })
})

describe('what the window offers', () => {
  const values = (key: string): unknown => FILTER_KEYS.find((one) => one.key === key)?.values

  it('is what the engine reads', () => {
    expect(FILTER_KEYS.map(({ key }) => key).sort()).toEqual([...FILTER_TERMS].sort())
    expect(values('cause')).toEqual(CAUSES)
    expect(values('has')).toEqual(HELD)
    expect(values('boundary')).toEqual(BOUNDARIES)
    expect([...(values('outcome') as string[])].sort()).toEqual([...OUTCOMES].sort())
  })
})

it.each(FILTER_EXAMPLES.map(({ filter }) => filter))('the example %s is one that the engine reads', (filter) => {
  expect(parseFilter(filter).ok).toBe(true)
  expect(filterParts(filter).every(({ kind }) => kind !== 'unknown-key')).toBe(true)
})
