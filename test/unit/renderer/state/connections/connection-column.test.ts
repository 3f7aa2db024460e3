import { expect, it } from 'vitest'
import { CONNECTION_COLUMNS, columnOf } from '../../../../../renderer/state/connections/connection-column.ts'
import { rowName } from '../../../../../renderer/state/connections/row-name.ts'
import { standInConnections } from '../../../../support/stand-in-case.ts'

const rows = standInConnections().map(({ detail }) => detail.row)
const row = { ...rows[0]!, startNs: 1_000_000_000n, endNs: 1_002_100_000n, messageCount: 1_234 }

it('a column shows what the row has', () => {
  expect(columnOf('start').text(row)).toBe('00:00:01.000')
  expect(columnOf('duration').text(row)).toBe('2.1 ms')
  expect(columnOf('messageCount').text(row)).toBe('1\u202f234')
  expect(
    columnOf('alert').text({ ...row, alert: { from: 'server', level: 2, description: 40, name: 'handshake_failure' } }),
  ).toBe('fatal handshake_failure')
})

it('a column is empty where the row has nothing, and never says undefined', () => {
  const bare = {
    ...row,
    client: null,
    server: null,
    startNs: null,
    endNs: null,
    serverName: null,
    version: null,
    cipherSuite: null,
    group: null,
    alert: null,
    cause: null,
    signature: '',
    outcome: 'established',
  } as const
  const empty = CONNECTION_COLUMNS.filter(({ text }) => text(bare) === '').map(({ id }) => id)
  expect(empty.sort()).toEqual(
    [
      'start',
      'cause',
      'client',
      'server',
      'serverName',
      'version',
      'signature',
      'cipherSuite',
      'group',
      'alert',
      'duration',
    ].sort(),
  )
})

it('a row is read out with the columns that are shown, and what is said anyhow only once', () => {
  const situation = {
    compared: undefined,
    marked: false,
    notes: 2,
    columns: [{ id: 'client' }, { id: 'messageCount' }],
  } as const
  const said = rowName(row, situation)
  expect(said).toMatch(/^(established|failed|incomplete), /)
  expect(said).toContain('messages 1\u202f234')
  expect(said.endsWith('2 notes')).toBe(true)
  expect(said.split(row.client?.address ?? '').length).toBe(2)
})
