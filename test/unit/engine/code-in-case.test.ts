import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import type { CodeInCase, CodeInCaseRequest } from '../../../preload/contract/code.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'

const ATTLS =
  'EZD1287I TTLS Error RC: 402 Initial Handshake\n  LOCAL: 10.1.1.2..2023\n  REMOTE: 10.1.0.2..49152\n' +
  '  JOBNAME: TN3270 RULE: TN3270~1\n  USERID: START1 GRPID: 00000001 ENVID: 00000000 CONNID: 00000043\n'
const LOG = `${ATTLS}CSFA001I status 0x03353084\nSYSERR :001: plfm_kernel_init: socket failed, errno2=74610296\n`

async function client(text?: string) {
  const folder = temporaryFolder()
  const engine = new Engine({ home: join(folder, 'home'), version: '0', checkReplies: true })
  onTestFinished(async () => {
    await engine.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const asked = directClient(engine)
  if (text !== undefined) {
    const file = join(folder, 'job.txt')
    writeFileSync(file, text)
    await asked.request('case.open', { paths: [file] })
    await engine.idle()
  }
  return asked
}

it.each<[string, CodeInCaseRequest, Partial<CodeInCase>]>([
  [
    'a return code',
    { kind: 'system-ssl', code: '402', name: 'GSK_ERR_NO_CIPHERS' },
    {
      filter: null,
      lines: [{ source: 1, line: 1, text: expect.stringContaining('RC: 402') as string, connection: 1 }],
    },
  ],
  ['another one', { kind: 'system-ssl', code: '420', name: null }, { lines: [] }],
  ['a message', { kind: 'message', code: 'EZD1287I', name: null }, { lines: [expect.objectContaining({ line: 1 })] }],
  ['a level of the Policy Agent', { kind: 'pagent-level', code: '1', name: 'SYSERR' }, { lines: [expect.anything()] }],
  ['errno2', { kind: 'errno2', code: '74610296', name: null }, { lines: [expect.anything()] }],
  [
    'an alert',
    { kind: 'alert', code: '40', name: 'handshake_failure' },
    { filter: 'alert:40', connections: 0, lines: [] },
  ],
  ['what no log prints', { kind: 'extension', code: '10', name: null }, { filter: null, lines: [], more: false }],
])('finds %s where it is printed', async (_, asked, found) => {
  const result = await (await client(LOG)).request('code.inCase', asked)
  expect(result).toMatchObject({ ok: true, value: found })
})

it('finds nothing anywhere while no case is open, and still says what codes mean', async () => {
  const asked = await client()
  expect(await asked.request('code.inCase', { kind: 'alert', code: '40', name: null })).toEqual({
    ok: true,
    value: { filter: null, connections: 0, lines: [], more: false },
  })
  const page = await asked.request('code.search', { text: 'handshake_failure', kind: null, offset: 0, limit: 2 })
  expect(page).toMatchObject({ ok: true, value: { rows: [{ kind: 'alert', code: '40' }] } })
})

it('pages, and counts kinds', async () => {
  const asked = await client()
  const all = await asked.request('code.search', { text: '', kind: null, offset: 0, limit: 1 })
  const suites = await asked.request('code.search', { text: '', kind: 'cipher-suite', offset: 370, limit: 200 })
  if (!all.ok || !suites.ok) throw new Error('no answer')
  expect(all.value.kinds.reduce((sum, { count }) => sum + count, 0)).toBe(all.value.total)
  expect(suites.value).toMatchObject({ total: 375, offset: 370 })
  expect(suites.value.rows).toHaveLength(5)
})

it('refuses what is too much', async () => {
  const asked = await client()
  expect(await asked.request('code.search', { text: '', kind: null, offset: 0, limit: 201 })).toMatchObject({
    ok: false,
    code: 'invalid',
  })
  expect(await asked.request('code.search', { text: 'x'.repeat(401), kind: null, offset: 0, limit: 1 })).toMatchObject({
    ok: false,
    code: 'invalid',
  })
})
