import type { Page } from '@playwright/test'
import type { StandInScene } from './stand-in-engine.ts'

/** A view of the window in a state: the scene that it is of, where in it, and what is done there. */
export interface WindowView {
  readonly name: string
  readonly scene: StandInScene
  readonly hash?: string
  /** Keys that are pressed one after the other, as Playwright spells them. */
  readonly keys?: readonly string[]
  readonly act?: (page: Page) => Promise<void>
  /** Compact where nothing is said. */
  readonly density?: 'compact' | 'comfortable'
}

const filter = (text: string) => (page: Page) => page.getByRole('combobox', { name: 'Filter connections' }).fill(text)

/** Every view of the window, and every state that one of them has. */
export const WINDOW_VIEWS: readonly WindowView[] = [
  { name: 'start-first-run', scene: 'first' },
  { name: 'start-recent-cases', scene: 'start' },
  { name: 'state-empty', scene: 'empty' },
  { name: 'state-indexing', scene: 'indexing' },
  { name: 'state-indexing-overview', scene: 'indexing', keys: ['0'] },
  { name: 'state-refused-file', scene: 'trouble' },
  { name: 'state-source-missing', scene: 'missing' },
  { name: 'state-engine-restarting', scene: 'restarting' },
  { name: 'state-partial', scene: 'example', hash: '#connection=4' },
  { name: 'state-nothing-matches', scene: 'example', act: filter('sni:nowhere.example') },
  { name: 'state-filter-unreadable', scene: 'example', act: filter('outcome:') },
  { name: 'overview', scene: 'example', keys: ['0'] },
  { name: 'overview-huge', scene: 'huge' },
  { name: 'overview-one-handshake', scene: 'waiting', keys: ['0'] },
  { name: 'ladder', scene: 'example', hash: '#connection=2' },
  { name: 'ladder-evidence', scene: 'example', hash: '#connection=2', keys: ['e'] },
  { name: 'ladder-established', scene: 'example', hash: '#connection=1' },
  { name: 'ladder-huge', scene: 'huge', hash: '#connection=500002' },
  { name: 'ladder-long', scene: 'long', hash: '#connection=1' },
  { name: 'axis', scene: 'example', hash: '#connection=2&tab=axis' },
  { name: 'axis-established', scene: 'example', hash: '#connection=1&tab=axis' },
  { name: 'axis-decrypted', scene: 'example', hash: '#connection=5&tab=axis&message=3' },
  { name: 'axis-waiting', scene: 'waiting', hash: '#connection=1&tab=axis' },
  {
    name: 'axis-idle-short',
    scene: 'waiting',
    hash: '#connection=1&tab=axis',
    act: (page) => page.getByRole('button', { name: 'Idle time short' }).click(),
  },
  { name: 'axis-long', scene: 'long', hash: '#connection=1&tab=axis' },
  { name: 'negotiation', scene: 'example', hash: '#connection=1&tab=negotiation' },
  { name: 'certificates', scene: 'example', hash: '#connection=1&tab=certificates' },
  { name: 'certificates-odd', scene: 'example', hash: '#connection=9&tab=certificates' },
  { name: 'table', scene: 'example', hash: '#connection=1&tab=table' },
  { name: 'message', scene: 'example', hash: '#connection=1&message=1' },
  { name: 'message-certificate', scene: 'example', hash: '#connection=1&message=3' },
  { name: 'source', scene: 'example', hash: '#connection=2&tab=source' },
  { name: 'notes', scene: 'example', hash: '#connection=2&tab=notes' },
  { name: 'note-begun', scene: 'example', hash: '#connection=2&message=1', keys: ['n'] },
  { name: 'compare-pair', scene: 'example', hash: '#connection=2&compare=2,1' },
  { name: 'compare-several', scene: 'example', hash: '#connection=2&compare=2,1,3,5' },
  { name: 'compare-settings', scene: 'settings', hash: '#settings=7,8' },
  { name: 'codes', scene: 'example', hash: '#connection=2', keys: ['x'] },
  { name: 'collect', scene: 'start', keys: ['g'] },
  { name: 'export', scene: 'example', hash: '#connection=2', keys: ['Shift+X'] },
  { name: 'report', scene: 'example', hash: '#connection=2', keys: ['r'] },
  { name: 'palette', scene: 'example', hash: '#connection=2', keys: ['Control+k'] },
  { name: 'comfortable-overview', scene: 'example', keys: ['0'], density: 'comfortable' },
  { name: 'comfortable-message', scene: 'example', hash: '#connection=2&message=1', density: 'comfortable' },
  { name: 'comfortable-negotiation', scene: 'example', hash: '#connection=1&tab=negotiation', density: 'comfortable' },
  { name: 'comfortable-source', scene: 'example', hash: '#connection=2&tab=source', density: 'comfortable' },
  { name: 'comfortable-table', scene: 'example', hash: '#connection=1&tab=table', density: 'comfortable' },
  { name: 'shortcuts', scene: 'example', hash: '#connection=2', keys: ['?'] },
]

/** How the system of a user may be set. */
export const WINDOW_LOOKS = {
  light: { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' },
  dark: { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'none' },
  'contrast-light': { colorScheme: 'light', contrast: 'more', forcedColors: 'none' },
  'contrast-dark': { colorScheme: 'dark', contrast: 'more', forcedColors: 'none' },
  'forced-colors': { colorScheme: 'dark', contrast: 'no-preference', forcedColors: 'active' },
} as const

export type WindowLook = keyof typeof WINDOW_LOOKS

/** Between two looks at a page that should stand still, and how many in a row must be the same. */
const LOOK_MS = 120
const SAME = 3
const MOST_LOOKS = 60

/** Waits until what is on the page stays as it is. */
async function still(page: Page): Promise<void> {
  let before = ''
  for (let looks = 0, same = 0; same < SAME && looks < MOST_LOOKS; looks++) {
    await page.waitForTimeout(LOOK_MS)
    const now = await page.locator('body').innerHTML()
    same = now === before ? same + 1 : 0
    before = now
  }
}

/** Goes to a view and waits until nothing moves any more. */
export async function showView(
  page: Page,
  url: string,
  { keys = [], act, density = 'compact' }: WindowView,
): Promise<void> {
  // A place that differs in its hash alone would not be loaded again.
  await page.goto('about:blank')
  await page.goto(url)
  await page.locator('.window').waitFor()
  if ((await page.locator('html').getAttribute('data-density')) !== density) {
    await page.evaluate(`localStorage.setItem('gskope.density', '${density}')`)
    await page.reload()
    await page.locator(`html[data-density="${density}"] .window`).waitFor()
  }
  await still(page)
  for (const key of keys) {
    await page.keyboard.press(key)
    await still(page)
  }
  if (act) {
    await act(page)
    await still(page)
  }
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
