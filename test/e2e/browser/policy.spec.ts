import { expect, test } from '../../support/gskope-journey.ts'

/**
 * The first journey, and the ground under all others: the built window, served under its content security policy, shows the example, and
 * nothing that a user does on the way breaks the policy (the `complaints` fixture fails a test on any error of the page).
 */
test('the window shows the example and keeps to its policy', async ({ page, serve }) => {
  const { url } = await serve('--example')
  const response = await page.goto(url)
  expect(response?.headers()['content-security-policy']).toMatch(/default-src 'none'/)
  expect(response?.headers()['content-security-policy']).not.toContain('unsafe')
  const connections = page.getByRole('listbox', { name: 'Connections' })
  // All of the case is read and joined: rows stay where they are.
  await expect(connections.getByRole('option')).toHaveCount(4)
  await connections
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  // The token has left the address, and a reload still gets in.
  expect(page.url()).not.toContain('token')
  await page.reload()
  await expect(page.getByRole('heading', { name: /handshake_failure/ })).toBeVisible()
})

test('without the token there is no engine', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url.replace(/#.*/, ''))
  await expect(page.getByText('handshake_failure')).toHaveCount(0)
  await expect(page.locator('body')).toContainText(/\w/)
})
