import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { electronBinary } from '../../../build/electron-binary.ts'

const root = join(import.meta.dirname, '../../..')
const binary = electronBinary()
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

test.skip(!binary, "Electron's binary is not installed: npx install-electron")
test.skip(!hasDisplay, 'there is no display: run under xvfb-run')

let home: string
let application: ElectronApplication
let page: Page

test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'gskope-electron-test-'))
  application = await _electron.launch({
    executablePath: binary,
    // Electron has no sandbox for root, which is what containers run as; a user's start never asks for this.
    args: [
      root,
      `--user-data-dir=${join(home, 'profile')}`,
      '--example',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    env: { ...process.env, GSKOPE_HOME: join(home, 'home') },
  })
  page = await application.firstWindow()
})
test.afterEach(async () => {
  await application.close()
  rmSync(home, { recursive: true, force: true })
})

test('the window is sandboxed and has nothing of Node', async () => {
  expect(
    await page.evaluate(() => ['require', 'process', 'module', 'Buffer'].filter((name) => name in globalThis)),
  ).toEqual([])
})

test('the example opens: connections are listed, the engine answers over its port', async () => {
  await expect(page.getByText(/failed/i).first()).toBeVisible({ timeout: 30_000 })
  const answer = await page.evaluate(() => window.gskope.engine.request('case.state', {}))
  expect(answer).toMatchObject({ ok: true, value: { open: true, example: true } })
})

test('the page cannot leave, open windows or reach the network', async () => {
  const address = page.url()
  await page.evaluate(() => {
    location.href = 'https://example.com/'
  })
  expect(page.url()).toBe(address)
  expect(await page.evaluate(() => window.open('https://example.com/') === null)).toBe(true)
  expect(await page.evaluate(() => fetch('https://example.com/').then(String, () => 'refused'))).toBe('refused')
  expect(application.windows()).toHaveLength(1)
})

test('a killed engine is started again and the window says so', async () => {
  await expect(page.getByText(/failed/i).first()).toBeVisible({ timeout: 30_000 })
  const heard = page.evaluate(
    () =>
      new Promise<string>((resolve) => window.gskope.engine.on('engine.restarted', ({ message }) => resolve(message))),
  )
  await application.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find((metric) => metric.name === 'gskope engine')
    if (engine) process.kill(engine.pid)
  })
  expect(await heard).toContain('again')
  expect(await page.evaluate(() => window.gskope.engine.request('case.state', {}))).toMatchObject({ ok: true })
})
