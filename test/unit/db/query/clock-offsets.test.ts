import { expect, it } from 'vitest'
import { prepareClockOffsets } from '../../../../db/query/clock-offsets.ts'
import { prepareSourceWriter } from '../../../../db/write/source-row.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives what each source is off by, nothing for one whose clock is not set', () => {
  const index = emptyCase()
  expect(prepareClockOffsets(index)()).toEqual(new Map())
  const writer = prepareSourceWriter(index)
  const [one, other] = [writer.insert('/a', 'a', 1), writer.insert('/b', 'b', 1)]
  const offsetNs = -3_600_000_000_123n
  writer.setClock(other, { offsetNs, spreadNs: undefined, reference: one, connections: 3 })
  expect(prepareClockOffsets(index)()).toEqual(
    new Map([
      [one, 0n],
      [other, offsetNs],
    ]),
  )
})

it('reads one small table', () => {
  const index = emptyCase()
  const [sql = ''] = preparedBy(index, () => prepareClockOffsets(index))
  expect(queryPlan(index, sql, 1)).toBe('SCAN source')
})
