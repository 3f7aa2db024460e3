import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import type { Browser } from '@playwright/test'
import { expect, test } from '../../support/gskope-journey.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
const command = join(root, 'out/main/command.js')
const fixtures = join(root, 'test/fixture')

/** What sticks out of the page, and what should stay in one piece and is taller than a page; in the page's own terms. */
const CUT = `[...document.body.querySelectorAll('*')].flatMap((element) => {
  const { right, left, height } = element.getBoundingClientRect()
  const shown = element.tagName + ' ' + element.textContent.trim().slice(0, 60)
  if (element.closest('.visually-hidden')) return []
  if (right > document.documentElement.clientWidth + 1 || left < -1) return ['sticks out: ' + shown]
  const whole = getComputedStyle(element).breakInside === 'avoid'
  return whole && height > 1002 ? ['is taller than a page: ' + shown] : []
})`

const CASES: Readonly<Record<string, readonly string[]>> = {
  'the example case': [join(root, 'build/example/case')],
  'one handshake beside another, redacted': [
    join(root, 'build/example/case'),
    ...['--connection', '2', '--compare', '1', '2', '--redact'],
  ],
  'a capture with client certificates and keys': [
    join(fixtures, 'capture/recorded-tls12-client-cert.pcap'),
    join(fixtures, 'capture/recorded-tls12-client-cert.pcap.keys'),
    ...['--connection', '1'],
  ],
  'a listing': [join(fixtures, 'listing/tls12-client-refuses.txt')],
}

let folder: string
test.beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'gskope-report-'))))
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function report(ending: string, args: readonly string[]): Promise<string> {
  const output = join(folder, `report.${ending}`)
  await run(process.execPath, [command, 'report', ...args, '-o', output])
  return output
}

/** Opens the file without scripts and without a network; says what it asked for and what it said. */
async function opened(browser: Browser, file: string) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  const own = pathToFileURL(file).href
  const heard: string[] = []
  await page.route('**', (route) => (route.request().url() === own ? route.continue() : route.abort()))
  page.on('request', (request) => {
    // Its own fonts are in it.
    if (request.url() !== own && !request.url().startsWith('data:font/')) heard.push(`asked for ${request.url()}`)
  })
  page.on('console', (message) => heard.push(`said ${message.text()}`))
  page.on('pageerror', (error) => heard.push(`failed with ${error.message}`))
  await page.goto(own)
  return { context, page, heard }
}

for (const [name, args] of Object.entries(CASES))
  test(`${name}: reads without a script, a request or a word, for everybody, on screen and on paper`, async ({
    browser,
  }) => {
    const file = await report('html', args)
    const { context, page, heard } = await opened(browser, file)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(heard).toEqual([])
    await context.close()

    // axe needs scripts, and the page's own policy forbids all of them.
    for (const colorScheme of ['light', 'dark'] as const) {
      const bypassing = await browser.newContext({ bypassCSP: true, colorScheme })
      const seen = await bypassing.newPage()
      await seen.goto(pathToFileURL(file).href)
      const { violations } = await new AxeBuilder({ page: seen }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
      await bypassing.close()
    }

    // The width of A4 between the margins, at 96 dots an inch: nothing sticks out, and what stays in one piece fits a page.
    const paper = await browser.newContext({ bypassCSP: true, viewport: { width: 688, height: 1_002 } })
    const printed = await paper.newPage()
    await printed.emulateMedia({ media: 'print' })
    await printed.goto(pathToFileURL(file).href)
    const cut = await printed.evaluate<string[]>(CUT)
    expect(cut).toEqual([])
    await paper.close()
  })

test('a PDF is printed by the browser of this machine, with its text and without the names that were masked', async () => {
  const file = await report('pdf', [join(root, 'build/example/case'), '--connection', '2', '--redact'])
  const bytes = readFileSync(file)
  expect(bytes.subarray(0, 5).toString('latin1')).toBe('%PDF-')
  expect(bytes.toString('latin1')).not.toMatch(/tn3270|TN3270EC|Example Bank|key-rollover/i)
})

test('the preview shows the report, leads to the bytes, is written where it was asked to be', async ({
  page,
  serve,
}) => {
  const { url } = await serve('--example')
  await page.goto(url)
  // A report is of what was read to its end, and until then rows move under the pointer.
  await expect(page.getByText(/B indexed/)).toBeVisible()
  const list = page.getByRole('listbox', { name: 'Connections' })
  await expect(list.getByRole('option')).toHaveCount(4)
  await list
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.keyboard.press('r')
  const dialog = page.getByRole('dialog', { name: 'Report' })
  const preview = page.frameLocator('iframe[title="Preview of the report"]')
  await expect(preview.getByRole('heading', { level: 1 })).toContainText('tn3270.example')
  await preview
    .getByRole('link', { name: /bytes 39/ })
    .first()
    .click()
  await expect(preview.locator('#evidence-2-A')).toBeInViewport()
  await dialog.getByLabel(/are masked/).check()
  await expect(dialog.getByRole('list', { name: 'Masked' })).toContainText('addresses')
  await expect(preview.getByRole('heading', { level: 1 })).not.toContainText('tn3270.example')
  const seen = await new AxeBuilder({ page }).include('.report-dialog').exclude('iframe').analyze()
  expect(seen.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
  const output = join(folder, 'saved.html')
  await dialog.getByLabel('Path', { exact: true }).fill(output)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText(/is written/)).toBeVisible()
  expect(existsSync(output)).toBe(true)
  expect(readFileSync(output, 'utf8')).not.toContain('tn3270.example')
  await preview.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
