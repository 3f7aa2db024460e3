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

/** The colours of a theme; with `contrast`, as they are for those who ask for more of it. */
function tokens(theme: string, contrast: boolean): ReadonlyMap<string, string> {
  const [base = '', more = ''] = css.split('@media (prefers-contrast: more)')
  return new Map([...colours(base, theme), ...(contrast ? colours(more.split('@media')[0] ?? '', theme) : [])])
}

function colours(text: string, theme: string): readonly (readonly [string, string])[] {
  const block = text.split(`[data-theme='${theme}'] {`)[1]?.split('}')[0] ?? ''
  return [...block.matchAll(/--([\w-]+): (#[\da-f]{6});/g)].map(([, name = '', colour = '']) => [name, colour])
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
  ['ink-2', 'bad-bg'],
  ['ink-2', 'warn-bg'],
  ['ink-3', 'good-bg'],
  ['on-mark', 'mark'],
  ['on-mark', 'mark-soft'],
  ['on-accent', 'accent'],
  ['panel', 'ink'],
] as const

describe.each([
  { theme: 'light', more: false, least: 4.5 },
  { theme: 'dark', more: false, least: 4.5 },
  { theme: 'light', more: true, least: 7 },
  { theme: 'dark', more: true, least: 7 },
])('the $theme theme, more contrast: $more', ({ theme, more, least }) => {
  const known = tokens(theme, more)
  const ratio = (a: string, b: string): number => {
    const pair = [known.get(a), known.get(b)]
    expect(pair, `${a} on ${b}`).not.toContain(undefined)
    return contrast(pair[0]!, pair[1]!)
  }

  it.each(PAIRS)('lets %s be read on %s', (ink, surface) => {
    expect(ratio(ink, surface)).toBeGreaterThanOrEqual(least)
  })

  it('lets the focus ring be seen on every surface', () => {
    for (const surface of SURFACES) expect(ratio('accent', surface)).toBeGreaterThanOrEqual(3)
  })

  it.runIf(more)('lets lines be seen on every surface', () => {
    for (const surface of ['bg', 'panel', 'raised', 'sunken'])
      for (const line of ['line', 'line-strong'])
        expect(ratio(line, surface), `${line} on ${surface}`).toBeGreaterThanOrEqual(3)
  })
})

it('no colour is left out where the system has its own', () => {
  const names = (text: string): readonly string[] =>
    [...text.matchAll(/--([\w-]+): (?:#[\da-f]{6}|[A-Z]\w+);/g)].map(([, name = '']) => name)
  const forced = css.split('@media (forced-colors: active)')[1]?.split('@media')[0] ?? ''
  expect(new Set(names(forced))).toEqual(new Set(colours(css, 'light').map(([name]) => name)))
})
