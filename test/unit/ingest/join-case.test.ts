import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openForWriting } from '../../../db/open.ts'
import { Engine } from '../../../main/engine/engine.ts'
import { joinCase } from '../../../main/ingest/join-case.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

it('aborted before all connections have their times by the new clocks, it does the rest the next time', async () => {
  const engine = new Engine({ home: temporaryFolder(), version: 'test' })
  await engine.open([EXAMPLE.capture, join(EXAMPLE.folder, 'tn3270-after-key-rollover.gsksrvr.txt')])
  await engine.idle()
  const { file } = engine.case
  await engine.close()
  const index = openForWriting(file)
  const times = index.db.prepare('SELECT id, start_ns, end_ns FROM connection ORDER BY id').safeIntegers()
  const clocks = index.db.prepare('SELECT id, clock_offset_ns FROM source ORDER BY id').safeIntegers()
  const [rightTimes, rightClocks] = [times.all(), clocks.all()]
  // As if the clocks had been set otherwise before.
  index.db.exec(
    'UPDATE connection SET start_ns = start_ns + 7; UPDATE source SET clock_offset_ns = clock_offset_ns + 7',
  )
  const before = clocks.all()
  joinCase(index, () => true)
  expect(clocks.all()).toEqual(before)
  joinCase(index, () => false)
  expect(clocks.all()).toEqual(rightClocks)
  expect(times.all()).toEqual(rightTimes)
  index.db.close()
})
