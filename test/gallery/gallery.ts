/**
 * `npm run gallery [-- WORD...]`: photographs every view of the window, in every look of the system and every size, over an engine that
 * answers the same each time. Words pick those whose name has all of them: `axis dark 1280`. Pictures and a page of them: test-results/gallery.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { browserProgram, NO_BROWSER } from '../support/browser-program.ts'
import { serveStandInWindow } from '../support/window-server.ts'
import { showView, WINDOW_LOOKS, WINDOW_VIEWS, type WindowLook } from '../support/window-view.ts'
import { galleryPage, type Picture } from './gallery-page.ts'

const FOLDER = join(import.meta.dirname, '../../test-results/gallery')
const SIZES = {
  '1024x640': { width: 1024, height: 640, scale: 1 },
  '1280x800': { width: 1280, height: 800, scale: 1 },
  '1920x1080': { width: 1920, height: 1080, scale: 1 },
  // A large screen as it is, and the same at 200 %.
  '3840x2160': { width: 3840, height: 2160, scale: 1 },
  '4k': { width: 1920, height: 1080, scale: 2 },
} as const
/** What the window takes for now: a day after the stand-in case. */
const NOW = '2026-05-27T09:00:00Z'

const words = process.argv.slice(2)
const program = browserProgram()
if (program === undefined) {
  console.error(NO_BROWSER)
  process.exit(1)
}
const wanted = Object.keys(WINDOW_LOOKS).flatMap((look) =>
  Object.keys(SIZES).flatMap((size) => {
    const views = WINDOW_VIEWS.filter(({ name }) => {
      const parts = `${name} ${look} ${size}`
      return words.every((word) => parts.includes(word))
    })
    return views.length > 0 ? [{ look: look as WindowLook, size: size as keyof typeof SIZES, views }] : []
  }),
)
if (wanted.length === 0) {
  console.error(`No picture has a name with ${words.join(', ')}.`)
  process.exit(1)
}
if (words.length === 0) rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })

const server = await serveStandInWindow()
const browser = await chromium.launch({ executablePath: program, chromiumSandbox: process.getuid?.() !== 0 })
const pictures: Picture[] = []
try {
  for (const { look, size, views } of wanted) {
    const { width, height, scale } = SIZES[size]
    const page = await browser.newPage({
      viewport: { width, height },
      deviceScaleFactor: scale,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'UTC',
      ...WINDOW_LOOKS[look],
    })
    page.on('pageerror', (error) => console.error(`${look} ${size}: ${String(error)}`))
    await page.clock.setFixedTime(NOW)
    for (const view of views) {
      await showView(page, server.at(view.scene, view.hash), view)
      const file = `${view.name}-${look}-${size}.png`
      await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' })
      pictures.push({ file, view: view.name, look, size })
      console.log(file)
    }
    await page.close()
  }
} finally {
  await browser.close()
  await server.close()
}
writeFileSync(join(FOLDER, 'index.html'), galleryPage(pictures))
console.log(`${pictures.length} pictures: ${join(FOLDER, 'index.html')}`)
