/**
 * Takes the pictures of the README from the built application: `npm run build && node build/picture/take-pictures.ts`.
 * The bundled example, the failed connection, its ClientHello with the offered cipher suites marked.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { browserProgram } from '../../test/support/browser-program.ts'

const command = join(import.meta.dirname, '../../out/main/command.js')
const SIZE = { width: 1440, height: 900 }

const home = mkdtempSync(join(tmpdir(), 'gskope-picture-'))
const server = spawn(process.execPath, [command, 'serve', '--example'], { env: { ...process.env, GSKOPE_HOME: home } })
try {
  const url = await new Promise<string>((resolve, reject) => {
    server.stdout.on('data', (text: Buffer) => {
      const found = /http:\S+/.exec(text.toString('utf8'))
      if (found) resolve(found[0])
    })
    server.on('close', () => reject(new Error('gskope serve ended; is the application built?')))
  })
  const browser = await chromium.launch({
    executablePath: browserProgram(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  })
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme })
    await page.goto(url)
    await page
      .getByRole('option', { name: /^failed/ })
      .first()
      .click()
    await page.getByRole('option', { name: /client_hello/ }).click()
    await page.getByRole('treeitem', { name: /^cipher_suites/ }).click()
    await page.mouse.move(0, SIZE.height)
    await page.waitForTimeout(500) // the fonts
    await page.screenshot({ path: join(import.meta.dirname, `handshake-${colorScheme}.png`) })
    await page.close()
  }
  await browser.close()
} finally {
  server.kill('SIGINT')
  rmSync(home, { recursive: true, force: true })
}
