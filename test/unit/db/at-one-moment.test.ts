import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { atOneMoment } from '../../../db/at-one-moment.ts'
import { openForReading, openForWriting } from '../../../db/open.ts'
import { prepareCaseFact } from '../../../db/query/case-fact.ts'
import { prepareCaseFactWriter } from '../../../db/write/case-fact.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

function readerAndWriter() {
  const file = join(temporaryFolder(), 'case.gskope')
  const writable = openForWriting(file)
  const index = openForReading(file)
  onTestFinished(() => {
    index.db.close()
    writable.db.close()
  })
  return { index, fact: prepareCaseFact(index), keep: prepareCaseFactWriter(writable) }
}

it('is the case before what is written between two reads, and after it the next time', () => {
  const { index, fact, keep } = readerAndWriter()
  keep('title', 'before')
  const seen = atOneMoment(index, () => {
    const first = fact('title')
    keep('title', 'after')
    return [first, atOneMoment(index, () => fact('title'))]
  })
  expect(seen).toEqual(['before', 'before'])
  expect(fact('title')).toBe('after')
})

it('lets go of that moment where reading fails', () => {
  const { index, fact, keep } = readerAndWriter()
  keep('title', 'before')
  const failing = (): never => {
    fact('title')
    throw new Error('not there')
  }
  expect(() => atOneMoment(index, failing)).toThrow('not there')
  keep('title', 'after')
  expect(fact('title')).toBe('after')
})
