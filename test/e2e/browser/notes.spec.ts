import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/gskope-journey.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
const CAPTURE = 'tn3270-after-key-rollover.pcap'

let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-notes-'))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

function capture(below: string): string {
  const path = join(folder, below, CAPTURE)
  mkdirSync(join(folder, below), { recursive: true })
  copyFileSync(join(EXAMPLE, CAPTURE), path)
  return path
}

async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'New note' }).getByRole('textbox').fill(text)
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

test('a note on bytes is there when the case is opened again, and when the same file is opened elsewhere', async ({
  page,
  serve,
}) => {
  const first = await serve(capture('incident'))
  await page.goto(first.url)
  await page
    .getByRole('listbox', { name: 'Connections' })
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.getByRole('option', { name: /client, client_hello/ }).click()
  await page.getByRole('treeitem', { name: /^cipher_suites/ }).click()
  await write(page, '<i>nobody</i> offers these any more')
  const pin = page.getByRole('button', { name: 'Note A: <i>nobody</i> offers these any more' })
  await expect(pin).toBeVisible()
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.keyboard.press('n')
    await expect(page.getByRole('dialog', { name: 'New note' }).getByRole('radio')).toHaveCount(4)
    expect((await new AxeBuilder({ page }).include('[role="dialog"]').analyze()).violations).toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('7')
    await expect(page.getByRole('region', { name: 'Notes' })).toBeVisible()
    expect((await new AxeBuilder({ page }).include('[aria-label="Notes"]').analyze()).violations).toEqual([])
    await page.keyboard.press('2')
  }

  await page.goto('about:blank')
  // The engine dies with its server; nothing was saved by hand.
  first.process.kill('SIGKILL')
  const again = await serve(join(folder, 'incident', CAPTURE))
  await page.goto(again.url)
  // It opens as it was left, whatever of that was kept before the end.
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option', { selected: true })).toHaveCount(
    1,
  )
  await page.keyboard.press('2')
  await expect(pin).toBeVisible()
  await page
    .getByPlaceholder(/filter/i)
    .first()
    .fill('has:notes')
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(1)

  const elsewhere = await serve(capture('copied/deep'))
  await page.goto(elsewhere.url)
  await pin.click()
  await expect(page.locator('[data-letters="A"]')).toBeVisible()
  await expect(page.getByRole('list', { name: 'Notes on this message' })).toContainText('<i>nobody</i> offers these')
  await page.keyboard.press('7')
  await page.getByRole('button', { name: 'Delete note A' }).click()
  await expect(page.getByText('No notes yet')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(page.getByRole('region', { name: 'Notes' })).toContainText('<i>nobody</i> offers these')
})
