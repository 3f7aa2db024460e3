import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inputAt } from '../fuzz/input.ts'
import { applyMutations } from '../fuzz/mutation.ts'
import { filesIn, OWN_FOLDERS } from '../fuzz/seed-files.ts'
import { type Target, targetsOver } from '../fuzz/target.ts'

const folder = join(import.meta.dirname, '../fixture/crash')
const crashers = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bin')) : []
const targets = targetsOver(filesIn(OWN_FOLDERS))

/** Few and always the same ones: `npm run fuzz` looks for others. */
const INPUTS = 60

const targetOf = (crasher: string): Target | undefined =>
  targets.find(({ name }) => name === crasher.slice(0, crasher.lastIndexOf('-')))

describe('inputs that once did harm', () => {
  it('are named for what they harmed', () => {
    expect(crashers.filter((name) => targetOf(name) === undefined)).toEqual([])
  })

  it.for(crashers)('%s', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(folder, name)))
    for (const piece of [1 << 30, Math.max(61, bytes.length >> 8)]) await targetOf(name)?.run(bytes, piece)
  })
})

describe.each(targets)('$name', (target) => {
  it('takes its seeds as they are', async () => {
    for (const seed of target.seeds) await target.run(seed, 1 << 30)
  })

  it('takes damaged ones', async () => {
    for (let index = 0; index < INPUTS; index++) {
      const input = inputAt(target, 7, index)
      await target.run(applyMutations(input.seed, input.changes), input.piece)
    }
  })

  it('is given the same input for the same numbers', () => {
    const [one, again] = [inputAt(target, 3, 4), inputAt(target, 3, 4)]
    expect(applyMutations(one.seed, one.changes)).toEqual(applyMutations(again.seed, again.changes))
  })
})
