import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Aborted } from '../../../main/engine/breathe.ts'
import { searchSource } from '../../../main/engine/source-search.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

function aFile(content: string): string {
  const path = join(temporaryFolder(), 'a.txt')
  writeFileSync(path, content)
  return path
}

const nobody = { hits: () => undefined, progress: () => undefined }

it('finds in a thread', async () => {
  const hits: number[] = []
  const end = await searchSource(
    aFile('one\ntwo\n'),
    { text: 't.o', regex: true, matchCase: false },
    { ...nobody, hits: (more) => hits.push(...more) },
    undefined,
  )
  expect([end, hits]).toEqual([{ more: false }, [1, 0, 3]])
})

it('ends an expression that would never end', async () => {
  const query = { text: '(a+)+$', regex: true, matchCase: false }
  await expect(searchSource(aFile(`ok\n${'a'.repeat(60)}!\n`), query, nobody, undefined, 300)).rejects.toThrow(
    /does not get through line 2/,
  )
})

it('ends when nobody waits any more', async () => {
  const abort = new AbortController()
  const asked = searchSource(
    aFile('a\n'.repeat(2_000_000)),
    { text: 'nothing', regex: false, matchCase: false },
    { ...nobody, progress: () => abort.abort() },
    abort.signal,
  )
  await expect(asked).rejects.toThrow(Aborted)
})

it('says that a file is gone', async () => {
  await expect(
    searchSource(join(temporaryFolder(), 'no'), { text: 'a', regex: false, matchCase: false }, nobody, undefined),
  ).rejects.toThrow(/cannot be read/)
})
