import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MAX_HITS, searchText } from '../../../main/ingest/text-search.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

async function search(content: string | Uint8Array, text: string, regex = false) {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, content)
  const hits: number[] = []
  let bytes = 0
  const end = await searchText(
    path,
    { text, regex, matchCase: false },
    { hits: (more) => hits.push(...more), progress: (at) => (bytes = at), line: () => undefined },
  )
  return { ...end, hits, bytes }
}

it('finds lines over many blocks, with the place in the line', async () => {
  const lines = Array.from(
    { length: 120_000 },
    (_, i) => `2026 text of line ${i}${i % 50_000 === 7 ? ' GSK_ERR 402' : ''}`,
  )
  const { hits, more, bytes } = await search(lines.join('\n'), 'gsk_err')
  expect(hits.filter((_, i) => i % 3 === 0)).toEqual([7, 50_007, 100_007])
  expect(hits.slice(0, 3)).toEqual([7, 20, 27])
  expect([more, bytes]).toEqual([false, lines.join('\n').length])
})

it('finds in EBCDIC', async () => {
  // `SSL_ERROR`, X'25' behind it, some blanks to be told by
  const line = [0xe2, 0xe2, 0xd3, 0x6d, 0xc5, 0xd9, 0xd9, 0xd6, 0xd9, ...Array<number>(30).fill(0x40), 0x15]
  const { hits } = await search(Uint8Array.from([...line, ...line, ...line]), 'ssl_error')
  expect(hits).toEqual([0, 0, 9, 1, 0, 9, 2, 0, 9])
})

it('finds in lines as they stand, behind marks of a mail and line numbers', async () => {
  expect((await search('> 000001 one\n> 000002 two\n> 000003 three\n', 'three')).hits).toEqual([2, 9, 14])
})

it('ends when nobody could step through what was found', async () => {
  const { hits, more } = await search('a\n'.repeat(MAX_HITS + 10), 'a')
  expect([hits.length, more]).toEqual([MAX_HITS * 3, true])
})

it('takes UTF-8 by its characters', async () => {
  expect((await search('zürich ä error\n', 'error')).hits).toEqual([0, 9, 14])
})

it('refuses a wrong expression and a file that is gone', async () => {
  await expect(search('a', '(', true)).rejects.toThrow(SyntaxError)
  await expect(
    searchText(
      join(temporaryFolder(), 'no'),
      { text: 'a', regex: false, matchCase: false },
      { hits: () => undefined, progress: () => undefined, line: () => undefined },
    ),
  ).rejects.toThrow(/cannot be read/)
})
