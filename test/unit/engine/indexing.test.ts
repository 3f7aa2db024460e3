/** A case that says that nothing is read has nothing more to come: a window takes what is there then for all there is. */
import { copyFileSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../main/engine/engine.ts'
import type { CaseState } from '../../../preload/contract/case.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { anEngine } from '../../support/open-engine.ts'

/** The states of the open case that a window may see which asks without a pause until all is read. */
async function seenDuring(engine: Engine, step: Promise<unknown>): Promise<CaseState[]> {
  const seen: CaseState[] = []
  let isOver = false
  const over = step.then(() => engine.idle()).finally(() => (isOver = true))
  while (!isOver) {
    const state = engine.state()
    if (state.open) seen.push(state)
    await new Promise(setImmediate)
  }
  await over
  return seen
}

function expectNothingAfterwards(seen: readonly CaseState[], last: CaseState): void {
  expect(seen.some(({ indexing }) => indexing)).toBe(true)
  expect(last.indexing).toBe(false)
  for (const state of seen.filter(({ indexing }) => !indexing)) expect(state).toEqual(last)
}

function aCapture(): string {
  const file = join(temporaryFolder(), 'a.pcap')
  copyFileSync(EXAMPLE.capture, file)
  return file
}

describe('a case says that its files are read from the beginning to the end', () => {
  it('when it is a new one', async () => {
    const { engine, open } = anEngine()
    expectNothingAfterwards(await seenDuring(engine, open(EXAMPLE.capture)), engine.state())
    expect(engine.state()).toMatchObject({ connections: 4 })
  })

  it('when its reading broke off and it is opened again', async () => {
    const home = temporaryFolder()
    const first = anEngine(home)
    const { file } = await first.open(EXAMPLE.capture)
    await first.ask('case.open', { paths: [EXAMPLE.listing] })
    await first.engine.close()
    const { engine, open } = anEngine(home)
    expectNothingAfterwards(await seenDuring(engine, open(file ?? '')), engine.state())
    expect(engine.state().sources.map(({ indexedInMs }) => indexedInMs === 0)).toEqual([true, false])
  })

  it('when its file changed and it is opened again', async () => {
    const home = temporaryFolder()
    const capture = aCapture()
    const first = anEngine(home)
    const { file } = await first.open(capture)
    await first.engine.close()
    truncateSync(capture, 5_000)
    const { engine, open } = anEngine(home)
    expectNothingAfterwards(await seenDuring(engine, open(file ?? '')), engine.state())
    expect(engine.state().sources).toMatchObject([{ bytes: 5_000, changed: true }])
  })

  it('when it is from elsewhere and its files may be opened', async () => {
    const capture = aCapture()
    const first = anEngine()
    const { file } = await first.open(capture)
    await first.engine.close()
    truncateSync(capture, 5_000)
    const { engine, ask, open } = anEngine()
    expect((await open(file ?? '')).sources).toMatchObject([{ away: 'foreign' }])
    const seen = await seenDuring(engine, ask('case.trust', {}))
    const trusted = seen.filter(({ sources }) => sources.every(({ away }) => away !== 'foreign'))
    expectNothingAfterwards(trusted, engine.state())
    expect(engine.state().sources).toMatchObject([{ bytes: 5_000, changed: true }])
  })
})
