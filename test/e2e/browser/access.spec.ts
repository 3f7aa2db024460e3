import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { serveStandInWindow, type WindowServer } from '../../support/window-server.ts'
import { showView, WINDOW_LOOKS, WINDOW_VIEWS } from '../../support/window-view.ts'

let server: WindowServer
test.beforeAll(async () => {
  server = await serveStandInWindow()
})
test.afterAll(() => server.close())

const [{ colorScheme, contrast, forcedColors }, ...otherLooks] = [
  WINDOW_LOOKS.light,
  ...Object.entries(WINDOW_LOOKS).flatMap(([name, look]) =>
    name === 'light' || name === 'forced-colors' ? [] : [{ name, ...look }],
  ),
] as const

// Every view, in every look of ours: what is there can be named, reached and read. With forced colours they are the system's own; density changes distances alone.
for (const view of WINDOW_VIEWS.filter(({ density }) => density === undefined))
  test(`is accessible in every look: ${view.name}`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      colorScheme,
      contrast,
      forcedColors,
    })
    const page = await context.newPage()
    const found = async (axe: AxeBuilder): Promise<readonly string[]> => {
      // What stands in the report's frame is a page of its own, which its own test looks at; a tip floats beside what it is of, and no part of the page holds it.
      // No frame is looked at, so there is nothing to gather in a page of its own, which takes half of the time.
      const { violations } = await axe
        .setLegacyMode()
        .exclude('iframe')
        .exclude('[data-bits-floating-content-wrapper]')
        .analyze()
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
      )
    }
    await showView(page, server.at(view.scene, view.hash), view)
    expect.soft(await found(new AxeBuilder({ page }))).toEqual([])
    // A look changes colours and nothing else.
    for (const { name, ...look } of otherLooks) {
      await page.emulateMedia(look)
      expect.soft(await found(new AxeBuilder({ page }).withRules('color-contrast')), name).toEqual([])
    }
    await context.close()
  })
