import { expect, it } from 'vitest'
import { prepareSourceList } from '../../../../db/query/source-list.ts'
import { prepareSourceWriter } from '../../../../db/write/source-row.ts'
import { emptyCase, preparedBy, queryPlan } from '../../../support/case-fixture.ts'

it('gives sources in the order they were added, with their warnings and problems', () => {
  const index = emptyCase()
  const writer = prepareSourceWriter(index)
  const first = writer.insert('/data/b.pcap', 'b.pcap', 10)
  const second = writer.insert("/data/it's <script>.txt", "it's <script>.txt", 20)
  const facts = {
    id: second,
    part: null,
    format: 'gsk-ctrace',
    formatTitle: 'trace',
    encoding: 'latin-1',
    recordForm: 'lines',
    bytes: 20,
    indexedBytes: 20,
    records: 3,
    notUnderstood: 1,
    firstNs: -1n,
    lastNs: 2n ** 62n,
    zone: 'unknown',
    sha256: 'aa',
    fingerprint: 'f',
    state: 'partial',
    problem: { code: 'changed', text: 'was changed', nextStep: 'again' },
    indexedInMs: 5,
  } as const
  writer.update(facts)
  writer.setWarning(second, 'no-date', 'No date.', 1, 0)
  writer.setWarning(second, 'no-date', 'No date.', 4, 0)
  writer.setClock(second, { offsetNs: -7n, spreadNs: 3n, reference: first, connections: 4 })
  const [one, two] = prepareSourceList(index)()
  expect(one).toMatchObject({
    id: first,
    state: 'queued',
    problem: null,
    warnings: [],
    indexedInMs: null,
    firstNs: null,
  })
  expect(two).toStrictEqual({
    ...facts,
    notes: [],
    path: "/data/it's <script>.txt",
    name: "it's <script>.txt",
    partOf: null,
    clockOffsetNs: -7n,
    clockSpreadNs: 3n,
    clockReference: first,
    clockConnections: 4,
    warnings: [{ code: 'no-date', text: 'No date.', count: 4 }],
  })
})

it('gives a part of a file as a source of its own', () => {
  const index = emptyCase()
  const writer = prepareSourceWriter(index)
  const whole = writer.insert('/data/job.txt', 'job.txt', 7)
  const part = writer.insertPart(whole)
  expect(prepareSourceList(index)()).toMatchObject([
    { id: whole, partOf: null },
    { id: part, partOf: whole, path: '/data/job.txt', name: 'job.txt', bytes: 7 },
  ])
})

it('is served by the primary keys', () => {
  const index = emptyCase()
  const [sources = '', , warnings = ''] = preparedBy(index, () => prepareSourceList(index))
  expect(queryPlan(index, sources, 1)).toBe('SCAN source')
  expect(queryPlan(index, warnings, 1, 1)).toBe('SEARCH source_warning USING PRIMARY KEY (source_id=?)')
})
