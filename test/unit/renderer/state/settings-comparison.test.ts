import { expect, it } from 'vitest'
import type { Source } from '../../../../preload/contract/case.ts'
import { comparableSources, SettingsComparison } from '../../../../renderer/state/settings-comparison.svelte.ts'
import { StandInEngine } from '../../../support/stand-in-engine.ts'

const source = (id: number, format: string | null): Source => ({ id, format }) as Source

it('takes two of a kind, policies first', () => {
  const ids = (...formats: (string | null)[]) =>
    comparableSources(formats.map((format, at) => source(at + 1, format)))?.map(({ id }) => id)
  expect(ids('pcap', 'racdcert', 'attls-policy', 'racdcert', 'pasearch')).toEqual([3, 5])
  expect(ids('racdcert', 'pasearch', 'racdcert')).toEqual([1, 3])
  expect(ids('racdcert', 'pasearch', null)).toBeUndefined()
})

it('asks for the two, and for them the other way round', async () => {
  const engine = new StandInEngine({ scene: 'example' })
  const settings = new SettingsComparison(engine)
  settings.show(3, 4)
  await new Promise((resolve) => setTimeout(resolve, 10))
  expect(settings.value?.summary).toMatch(/TLSv1\.3/)
  settings.swap()
  expect(engine.asked.map(({ payload }) => payload)).toEqual([
    { a: 3, b: 4 },
    { a: 4, b: 3 },
  ])
})
