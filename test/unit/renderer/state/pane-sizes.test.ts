import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PANES, PaneSizes, standardSize } from '../../../../renderer/state/pane-sizes.svelte.ts'

const windowOf = (innerWidth: number, innerHeight: number): void => {
  vi.stubGlobal('innerWidth', innerWidth)
  vi.stubGlobal('innerHeight', innerHeight)
}

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

describe('a pane that nobody sized', () => {
  it.each(['list', 'columns', 'explanation', 'message', 'tree'] as const)(
    '%s has its standard up to 1920 by 1080',
    (name) => {
      expect(standardSize(name, 1024, 640)).toBe(PANES[name].standard)
      expect(standardSize(name, 1920, 1080)).toBe(PANES[name].standard)
    },
  )

  it.each(['list', 'columns', 'explanation', 'message'] as const)(
    '%s has more of a larger window, and never beyond its bounds',
    (name) => {
      expect(standardSize(name, 3840, 2160)).toBeGreaterThan(1.4 * PANES[name].standard)
      expect(standardSize(name, 100_000, 100_000)).toBeLessThanOrEqual(PANES[name].max)
    },
  )

  it('leaves most of the window to what is between list and explanation', () => {
    for (const width of [2000, 2560, 3840, 5120])
      expect(standardSize('list', width, 1440) + standardSize('explanation', width, 1440)).toBeLessThan(width * 0.4)
  })

  it('follows the window until somebody sizes it, and again once it is put back', () => {
    windowOf(3840, 2160)
    const panes = new PaneSizes()
    const large = panes.size('list')
    windowOf(1280, 800)
    expect(panes.size('list')).toBe(PANES.list.standard)
    panes.resize('list', 400)
    windowOf(3840, 2160)
    expect(panes.size('list')).toBe(400)
    expect(panes.chosen).toEqual({ list: 400 })
    expect(new PaneSizes().size('list')).toBe(400)
    panes.reset('list')
    expect(panes.size('list')).toBe(large)
    expect(panes.chosen).toEqual({})
    expect(new PaneSizes().size('list')).toBe(large)
  })

  it('is as the case has it, within bounds', () => {
    const panes = new PaneSizes()
    panes.restore({ list: 9_000, explanation: 400, unheard: 3 })
    expect(panes.chosen).toEqual({ list: PANES.list.max, explanation: 400 })
  })
})
