import { expect, test } from '../../support/gskope-journey.ts'

test('a menu takes the focus and gives it back, opened by pointer or by key, and the window is free again', async ({
  page,
  serve,
}) => {
  const { url } = await serve('--example')
  await page.goto(url)
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  for (const name of [/^Case /, 'Saved filters', 'Layout of the list', /^Sort: /]) {
    const button = page.getByRole('button', { name })
    for (const open of [() => button.click(), () => button.press('Enter')]) {
      await open()
      const menu = page.getByRole('menu')
      await expect(menu.locator(':focus').or(menu.and(page.locator(':focus')))).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(menu).toHaveCount(0)
      await expect(button).toBeFocused()
    }
  }
  // Over a tooltip the pointer had opened, too: what is under it can be pressed.
  await page.getByRole('button', { name: 'Layout of the list' }).click()
  await page.getByRole('menuitemradio', { name: 'Columns' }).click()
  await expect(page.getByRole('group', { name: 'Columns' })).toBeVisible()
  await page
    .getByRole('button', { name: /^Source / })
    .first()
    .click()
  await expect(page.getByRole('button', { name: 'Read again' })).toBeVisible()
})
