import { expect, test } from '../../support/gskope-journey.ts'

/** A connection that capture and trace show is taken apart and put together again, by key, pointer and menu. */
test('split a connection by key, join its halves by hand, and undo both', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  const options = page.getByRole('listbox', { name: 'Connections' }).getByRole('option')
  await expect(options).toHaveCount(4)
  const seen = page.getByRole('region', { name: 'Seen in' })
  await options.first().click()
  // Another connection was shown before, which two sources show as well.
  await expect(page.getByRole('heading', { name: 'handshake completed' })).toBeVisible()
  await expect(seen.getByRole('listitem')).toHaveCount(2)

  await page.keyboard.press('-')
  await expect(page.getByText('Split into 2 connections.')).toBeVisible()
  await expect(options).toHaveCount(5)
  await expect(seen.getByRole('listitem')).toHaveCount(1)
  await expect(seen).toContainText('Kept apart by hand')

  await seen.getByRole('button', { name: /^connection/ }).click()
  await page
    .getByRole('listbox', { name: 'Connections' })
    .getByRole('option', { selected: true })
    .click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Mark to join' }).click()
  await seen.getByRole('button', { name: /^connection/ }).click()
  await page.getByRole('listbox', { name: 'Connections' }).focus()
  await page.keyboard.press('m')
  await page.getByRole('group', { name: 'Marked connections' }).getByRole('button', { name: 'Join' }).click()
  await expect(page.getByText('2 connections joined into one.')).toBeVisible()
  await expect(options).toHaveCount(4)
  await expect(seen).toContainText('joined by hand')

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(options).toHaveCount(5)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(options).toHaveCount(4)
})

test('a message names every source that shows it', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  await page.getByRole('listbox', { name: 'Connections' }).getByRole('option').first().click()
  await page.getByRole('option', { name: /client, client_hello/ }).click()
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(message).toContainText(/tn3270-after-key-rollover\.pcap.*packet \d+ · plain/)
  await expect(message).toContainText(/tn3270-after-key-rollover\.gsksrvr\.txt.*line \d+ · plain/)
})
