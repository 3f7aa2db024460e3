import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { prepareConnectionTally } from '../../../db/query/connection-tally.ts'
import { directClient } from '../../support/direct-client.ts'
import { Engine } from '../../../main/engine/engine.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

it('the index has the cause that the connection itself is given, and lists are filtered and sorted by it', async () => {
  const engine = new Engine({ home: temporaryFolder(), version: 'test' })
  await engine.open([EXAMPLE.capture])
  await engine.idle()
  const client = directClient(engine)
  const list = (filter: string) =>
    client.request('connection.page', { filter, sort: 'cause', descending: false, offset: 0, limit: 10 })
  const page = await list('cause:other-certificate')
  if (!page.ok) throw new Error(page.message)
  expect(page.value.rows.map(({ cause }) => cause)).toEqual([
    { id: 'cipher-needs-other-certificate', confidence: 'likely' },
    { id: 'cipher-needs-other-certificate', confidence: 'likely' },
  ])
  for (const { id, cause } of page.value.rows) {
    const detail = await client.request('connection.detail', { id })
    expect(detail.ok && detail.value.findings[0]).toMatchObject({ cause: cause?.id, confidence: cause?.confidence })
  }
  const others = await list('-cause:other-certificate')
  expect(others.ok && others.value.rows.map(({ cause, outcome }) => [cause, outcome])).toEqual([
    [null, 'established'],
    [null, 'established'],
  ])
  const unknown = await list('cause:nothing-like-it')
  expect(unknown.ok && unknown.value.filterProblem?.text).toContain('No cause is called')
  expect(prepareConnectionTally(engine.case.index, []).causes(0, 1_000)).toEqual([
    { cause: 'cipher-needs-other-certificate', confidence: 'likely', count: 2 },
  ])
  await engine.close()
})

it('a cause does not outlive the file that it was judged by', async () => {
  const folder = temporaryFolder()
  const policy = join(folder, 'policy')
  writeFileSync(
    policy,
    `TTLSRule R\n{\n LocalPortRange 14457\n Direction Inbound\n TTLSGroupActionRef G\n TTLSEnvironmentActionRef E\n}
TTLSGroupAction G\n{\n TTLSEnabled On\n}
TTLSEnvironmentAction E\n{\n HandshakeRole Server\n TTLSCipherParms\n {\n  V3CipherSuites TLS_DHE_DSS_WITH_AES_128_CBC_SHA\n }\n}\n`,
  )
  const engine = new Engine({ home: join(folder, 'home'), version: 'test' })
  onTestFinished(() => engine.close())
  const causes = () => prepareConnectionTally(engine.case.index, []).causes(0, 1_000)
  await engine.open([join(import.meta.dirname, '../../fixture/capture/recorded-alert-no-shared-cipher.pcap')])
  await engine.idle()
  const alone = causes()
  await engine.case.add([policy])
  await engine.idle()
  expect(causes()).not.toEqual(alone)
  const source = engine.case.sources.find(({ path }) => path === policy)
  await engine.case.remove(source?.id ?? 0)
  await engine.idle()
  expect(causes()).toEqual(alone)
})
