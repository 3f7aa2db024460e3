import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { ACTIVE } from '../../support/active-policy.ts'
import { expect, test } from '../../support/gskope-journey.ts'

/** What axe finds wrong, as `rule: element`. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze()
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

test('A and B by keys alone: chosen, swapped, read as a table, their bytes beside each other', async ({
  page,
  serve,
}) => {
  const { url } = await serve('--example')
  await page.goto(url)
  const list = page.getByRole('listbox', { name: 'Connections' })
  await expect(list.getByRole('option')).toHaveCount(4)
  await page.keyboard.press('1')
  await page.keyboard.press('Home')
  await page.keyboard.press('a')
  await expect(page.getByText(/Choose another handshake and press b/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('b')
  const rows = page.getByRole('listbox', { name: 'Messages of A and B' })
  await expect(rows).toBeVisible()
  await expect(page.getByRole('button', { name: /^A .*10\.1\.0\.7/ })).toBeVisible()
  await page.keyboard.press('s')
  await expect(page.getByRole('button', { name: /^B .*10\.1\.0\.7/ })).toBeVisible()

  // Down the ladders: each row brings the bytes of both, with what differs marked.
  await rows.focus()
  await page.keyboard.press('Home')
  await expect(page.getByRole('region', { name: 'Bytes of A' })).toContainText(/\d+ fields? differ/)
  await expect(page.getByRole('region', { name: 'Bytes of B' })).toContainText(/\d+ fields? differ/)
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('B has no message here.')).toBeVisible()
  expect(await violations(page)).toEqual([])

  // What is folded away, and back.
  await page.getByRole('button', { name: /^Everything \(\d+ more\)/ }).press('Enter')
  await expect(page.getByText('always differs').or(page.getByText('follows from it')).first()).toBeVisible()
  await page.getByRole('button', { name: 'Only what matters' }).press('Enter')

  await page.getByRole('button', { name: 'Messages as a table' }).press('Enter')
  const table = page.getByRole('region', { name: 'Messages of A and B as a table' })
  await expect(table.getByRole('row').nth(1)).toContainText('client_hello')
  await table.getByRole('button', { name: 'Bytes of row 1', exact: true }).press('Enter')
  await expect(page.getByRole('region', { name: 'Bytes of A' })).toContainText(/\d+ fields? differ/)
  expect(await violations(page)).toEqual([])

  // The address brings it back.
  await page.reload()
  await expect(rows).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(rows).toBeHidden()
})

test('four handshakes as columns, and one left out', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  await page.keyboard.press('1')
  await page.keyboard.press('Home')
  for (let at = 0; at < 4; at++) {
    await page.keyboard.press(' ')
    await page.keyboard.press('ArrowDown')
  }
  await page.getByRole('button', { name: 'Compare', exact: true }).press('Enter')
  const matrix = page.getByRole('region', { name: 'Handshakes and facts' })
  await expect(matrix.getByRole('columnheader')).toHaveCount(4)
  await expect(page.getByText(/^4 handshakes differ in \d+ of \d+ facts/)).toBeVisible()
  const suites = matrix.getByRole('row', { name: /^cipher suites/ }).first()
  await expect(suites.getByRole('cell').nth(1)).toContainText('that all have')
  expect(await violations(page)).toEqual([])

  const before = await matrix.getByRole('row').count()
  await page.getByRole('button', { name: /^Everything/ }).press('Enter')
  expect(await matrix.getByRole('row').count()).toBeGreaterThan(before)

  await page.getByRole('button', { name: 'Leave D out' }).press('Enter')
  await expect(matrix.getByRole('columnheader')).toHaveCount(3)
  await page.keyboard.press('Escape')
  await expect(matrix).toBeHidden()
})

test('two policies in force', async ({ page, serve }) => {
  const folder = mkdtempSync(join(tmpdir(), 'gskope-settings-'))
  try {
    const [yesterday, today] = ['yesterday.txt', 'today.txt'].map((name) => join(folder, name))
    writeFileSync(yesterday ?? '', `${ACTIVE.join('\n')}\n`)
    writeFileSync(today ?? '', `${ACTIVE.join('\n').replace('Required ', 'Full     ')}\n`)
    const { url } = await serve(yesterday ?? '', today ?? '')
    await page.goto(url)
    await expect(page.getByText('No TLS handshake in these files')).toBeVisible()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('combobox').fill('two policies')
    await page.getByRole('option', { name: 'Compare settings: two policies or key rings' }).click()
    await expect(page.getByRole('status').filter({ hasText: /ClientAuthType: Required in A, Full in B/ })).toBeVisible()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('s')
    await expect(page.getByRole('status').filter({ hasText: /ClientAuthType: Full in A, Required in B/ })).toBeVisible()
    await page.getByRole('combobox', { name: 'Source B' }).selectOption({ index: 1 })
    await expect(page.getByText('Nothing that matters.')).toBeVisible()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a good handshake from another file, which joins the case', async ({ page, serve }) => {
  const capture = (name: string): string => join(import.meta.dirname, '../../fixture/capture', name)
  const { url } = await serve(capture('recorded-alert-no-shared-cipher.pcap'))
  await page.goto(url)
  await page
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('Shift+C')
  await (await chooser).setFiles(capture('recorded-tls12-ecdsa-alpn.pcap'))
  await expect(page.getByRole('listbox', { name: 'Messages of A and B' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^B .*TLS 1\.2/ })).toBeVisible()
})

test('at twice the size nothing of the comparison is lost', async ({ page, serve }) => {
  await page.setViewportSize({ width: 640, height: 400 })
  const { url } = await serve('--example')
  await page.goto(url)
  // Until both sources are read, rows move under the pointer.
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  await page
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.keyboard.press('c')
  await expect(page.getByRole('listbox', { name: 'Messages of A and B' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'What differs' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Bytes of A' })).toBeAttached()
  expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})
