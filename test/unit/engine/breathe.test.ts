import { expect, it } from 'vitest'
import { Aborted, breathe, first, stepBack } from '../../../main/engine/breathe.ts'

it('what counts in the background stands still while somebody waits, and goes on behind that, even where it failed', async () => {
  const steps: string[] = []
  const background = (async () => {
    for (let step = 0; step < 3; step++) {
      await stepBack(undefined)
      steps.push('background')
    }
  })()
  await breathe(undefined)
  const work = first(async () => {
    for (let step = 0; step < 9; step++) {
      steps.push('front')
      await breathe(undefined)
    }
    throw new Error('over')
  })
  await expect(work).rejects.toThrow('over')
  await background
  expect(steps.lastIndexOf('front')).toBeLessThan(steps.lastIndexOf('background'))
  expect(steps.slice(steps.indexOf('front'), steps.lastIndexOf('front'))).not.toContain('background')
  expect(steps.filter((step) => step === 'background')).toHaveLength(3)
})

it('what nobody waits for any more is given up in the background, too', async () => {
  const controller = new AbortController()
  const step = stepBack(controller.signal)
  controller.abort()
  await expect(step).rejects.toThrow(Aborted)
})
