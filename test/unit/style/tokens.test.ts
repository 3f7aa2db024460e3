import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

// Among the tests that run in Node: a window has no files, and its test runner empties style sheets.
const css = readFileSync(join(import.meta.dirname, '../../../renderer/style/tokens.css'), 'utf8')

/** WCAG 2.2, "relative luminance". */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (light + 0.05) / (dark + 0.05)
}

function tokens(theme: string): ReadonlyMap<string, string> {
  const block = css.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return new Map([...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour]))
}

const SURFACES = ['bg', 'panel', 'raised', 'sunken', 'hover', 'accent-bg']
const INKS = ['ink', 'ink-2', 'ink-3', 'accent', 'bad', 'good', 'warn', 'dec']
const PAIRS = [
  ...INKS.flatMap((ink) => SURFACES.map((surface) => [ink, surface] as const)),
  ...(['bad', 'good', 'warn', 'dec'] as const).flatMap((tone) => [
    [tone, `${tone}-bg`] as const,
    ['ink', `${tone}-bg`] as const,
  ]),
  ['ink-2', 'good-bg'],
  ['ink-3', 'good-bg'],
  ['on-mark', 'mark'],
  ['on-mark', 'mark-soft'],
  ['on-accent', 'accent'],
  ['panel', 'ink'],
] as const

describe.each(['light', 'dark'])('the %s theme', (theme) => {
  const colours = tokens(theme)

  it.each(PAIRS)('lets %s be read on %s', (ink, surface) => {
    const [a, b] = [colours.get(ink), colours.get(surface)]
    expect(a, ink).toBeDefined()
    expect(b, surface).toBeDefined()
    expect(contrast(a!, b!)).toBeGreaterThanOrEqual(4.5)
  })

  it('lets the focus ring be seen on every surface', () => {
    for (const surface of SURFACES)
      expect(contrast(colours.get('accent')!, colours.get(surface)!)).toBeGreaterThanOrEqual(3)
  })
})
