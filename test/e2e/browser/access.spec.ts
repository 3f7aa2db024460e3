import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { serveStandInWindow, type WindowServer } from '../../support/window-server.ts'
import { showView, WINDOW_LOOKS, WINDOW_VIEWS, type WindowLook } from '../../support/window-view.ts'

let server: WindowServer
test.beforeAll(async () => {
  server = await serveStandInWindow()
})
test.afterAll(() => server.close())

// Every view, in every look that a system asks for: what is there can be named, reached and read.
for (const look of Object.keys(WINDOW_LOOKS) as WindowLook[])
  test(`every view is accessible: ${look}`, async ({ browser }) => {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      ...WINDOW_LOOKS[look],
    })
    const page = await context.newPage()
    for (const view of WINDOW_VIEWS)
      await test.step(view.name, async () => {
        await showView(page, server.at(view.scene, view.hash), view)
        // What stands in the report's frame is a page of its own, which its own test looks at.
        const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ target, html }) => `${id}: ${target.join(' ')} ${html}`),
        )
        expect.soft(found, view.name).toEqual([])
      })
    await context.close()
  })
