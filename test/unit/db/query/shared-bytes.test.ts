import { expect, it, onTestFinished } from 'vitest'
import { openForReading } from '../../../../db/open.ts'
import { prepareSharedBytes } from '../../../../db/query/shared-bytes.ts'
import { prepareLegWriter } from '../../../../db/write/leg-row.ts'
import { removeSourceContent } from '../../../../db/write/remove-source.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

const NUMBERS = 1_000

it('gives the bytes of each number of each source, however many were asked for before', () => {
  const index = emptyCase()
  const writer = prepareLegWriter(index)
  for (let number = 0; number < NUMBERS; number++) {
    writer.share(1, number, Uint8Array.of(1, number & 0xff, number >> 8))
    writer.share(2, number, Uint8Array.of(2, number & 0xff, number >> 8))
  }
  writer.write()
  const shared = prepareSharedBytes(index)
  for (let again = 0; again < 2; again++) {
    for (let number = 0; number < NUMBERS; number++)
      expect(shared(2)(number)).toStrictEqual(Uint8Array.of(2, number & 0xff, number >> 8))
  }
  expect(shared(1)(3)).toStrictEqual(Uint8Array.of(1, 3, 0))
  expect(shared(1)(NUMBERS)).toBeUndefined()
  expect(shared(1)(2 ** 32)).toBeUndefined()
})

it('goes with its source', () => {
  const index = emptyCase()
  const writer = prepareLegWriter(index)
  writer.share(1, 0, Uint8Array.of(1))
  writer.share(2, 0, Uint8Array.of(2))
  writer.write()
  removeSourceContent(index, 1)
  expect(prepareSharedBytes(index)(1)(0)).toBeUndefined()
  expect(prepareSharedBytes(index)(2)(0)).toStrictEqual(Uint8Array.of(2))
})

it('are those of the last reading, to who read them before too', () => {
  const index = emptyCase()
  const writer = prepareLegWriter(index)
  writer.share(1, 0, Uint8Array.of(1))
  writer.write()
  const reader = openForReading(index.db.name)
  onTestFinished(() => void reader.db.close())
  const shared = prepareSharedBytes(reader)
  expect(shared(1)(0)).toStrictEqual(Uint8Array.of(1))
  removeSourceContent(index, 1)
  writer.share(1, 0, Uint8Array.of(2))
  writer.write()
  expect(shared(1)(0)).toStrictEqual(Uint8Array.of(2))
})

it('is served by the primary key', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareSharedBytes(index))
  expect(queryPlan(index, sql, 1)).toBe('SEARCH shared_bytes USING INTEGER PRIMARY KEY (rowid=?)')
})
