import { expect, test } from '../../support/gskope-journey.ts'

test('from the overview to what parts the failed handshake from the good one', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  const list = page.getByRole('listbox', { name: 'Connections' })
  await expect(list.getByRole('option')).toHaveCount(4)

  // What is counted is a filter for list and overview.
  await page.keyboard.press('0')
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  await page
    .getByRole('region', { name: 'Why they failed' })
    .getByRole('button', { name: /cipher needs other certificate/ })
    .click()
  await expect(list.getByRole('option')).toHaveCount(2)
  await expect(page.locator('#filter')).toHaveValue('cause:cipher-needs-other-certificate')
  await page.getByRole('button', { name: 'Count all again' }).click()
  await expect(list.getByRole('option')).toHaveCount(4)

  // A stretch of time by keys: its first bar alone.
  await page.getByRole('application', { name: /^Connections over time/ }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(list.getByRole('option')).toHaveCount(1)
  await page.getByRole('button', { name: 'All of the time' }).click()

  // The failed one beside the nearest good one; the other way round; and back through the places visited.
  await list
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.keyboard.press('c')
  const rows = page.getByRole('listbox', { name: 'Messages of A and B' })
  await expect(rows.getByRole('option', { selected: true })).toHaveAccessibleName(
    /^A: client client_hello; B: client client_hello; differs/,
  )
  await expect(
    page.getByRole('status').filter({ hasText: "only RSA suites; the server's certificate is EC" }),
  ).toBeVisible()
  const marked = page.getByRole('region', { name: 'Bytes of A' })
  await expect(marked).toContainText(/\d+ fields? differ/)
  await page.keyboard.press('s')
  await expect(rows.getByRole('option').nth(1)).toHaveAccessibleName(/^A: server server_hello; B: nothing/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox', { name: 'Messages of the handshake' })).toBeVisible()
  await page.goBack()
  await expect(rows).toBeVisible()
})
