import { copyFileSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '../../support/gskope-journey.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
const CAPTURE = 'tn3270-after-key-rollover.pcap'

let folder = ''
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-case-'))
  mkdirSync(join(folder, 'incident'))
  copyFileSync(join(EXAMPLE, CAPTURE), join(folder, 'incident', CAPTURE))
})
test.afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a case is saved, opened again with its note and its window as they were, and its moved file is located', async ({
  page,
  serve,
}) => {
  const capture = join(folder, 'incident', CAPTURE)
  const saved = join(folder, 'for you.gskope')
  const { url } = await serve(capture)
  await page.goto(url)
  const connections = page.getByRole('listbox', { name: 'Connections' })
  await connections
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.getByRole('option', { name: /client, client_hello/ }).click()
  await page.keyboard.press('n')
  await page.getByRole('dialog', { name: 'New note' }).getByRole('textbox').fill('ask the bank for its suites')
  await page.keyboard.press('ControlOrMeta+Enter')
  const pin = page.getByRole('button', { name: 'Note A: ask the bank for its suites' })
  await expect(pin).toBeVisible()
  await page.keyboard.press('f')
  await expect(connections.getByRole('option')).toHaveCount(2)
  await page.getByRole('tab', { name: 'Table' }).click()

  await page.keyboard.press('ControlOrMeta+s')
  const dialog = page.getByRole('dialog', { name: 'Save the case as' })
  await expect(dialog.getByRole('textbox')).toHaveValue(join(folder, 'incident', `${CAPTURE}.gskope`))
  await dialog.getByRole('textbox').fill(saved)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Saved as ${saved}.`)).toBeVisible()
  expect(existsSync(saved)).toBe(true)
  // The window is kept when it rests; leaving keeps it at once.
  await page.getByRole('button', { name: 'gskope' }).click()
  await expect(page.getByRole('heading', { name: 'Recent cases' })).toBeVisible()

  const moved = join(folder, 'moved.bin')
  renameSync(capture, moved)
  await page.getByRole('button', { name: /^for you\.gskope/ }).click()
  await expect(page.getByText(`${CAPTURE} is not where it was.`)).toBeVisible()
  await expect(connections.getByRole('option')).toHaveCount(2)
  await expect(page.getByRole('tab', { name: 'Table' })).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('tab', { name: 'Ladder' }).click()
  await expect(pin).toBeVisible()

  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Locate…' }).click()
  await (await chooser).setFiles(moved)
  await expect(page.getByText(`Found ${CAPTURE}.`)).toBeVisible()
  await expect(page.getByText(`${CAPTURE} is not where it was.`)).toHaveCount(0)

  // Whatever is done in a case of the user's own is in its file at once.
  await page.keyboard.press('ControlOrMeta+s')
  await expect(page.getByText(`Everything is in ${saved} already`)).toBeVisible()
})
