import type { Locator } from '@playwright/test'
import { expect, test } from '../../support/gskope-journey.ts'

const leftOf = async (mark: Locator): Promise<number> => (await mark.boundingBox())?.x ?? Number.NaN

/** Where it comes to rest: marks are drawn anew while the axis moves. */
async function restOf(mark: Locator): Promise<number> {
  let at = Number.NaN
  await expect
    .poll(async () => {
      const before = at
      at = await leftOf(mark)
      return at === before
    })
    .toBe(true)
  return at
}

test('a handshake at its true times: zoomed and moved by keys, wheel and pointer, its messages opened from there', async ({
  page,
  serve,
}) => {
  const { url } = await serve('--example')
  await page.goto(url)
  await page
    .getByRole('option', { name: /^failed.*handshake_failure/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Time axis' }).click()
  const axis = page.getByRole('listbox', { name: 'Messages on the time axis' })
  const hello = axis.getByRole('option', { name: /client_hello/ })
  const alert = axis.getByRole('option', { name: /fatal handshake_failure/ })
  const whole = page.getByRole('button', { name: 'Show the whole time' })
  await expect(alert).toBeVisible()
  await expect(whole).toBeDisabled()

  // Keys: closer, along, and back to all of it.
  const apart = async (): Promise<number> => (await leftOf(alert)) - (await leftOf(hello))
  const apartAtFirst = await apart()
  expect(apartAtFirst).toBeGreaterThan(0)
  await axis.focus()
  await page.keyboard.press('+')
  await expect(whole).toBeEnabled()
  await expect.poll(apart).toBeGreaterThan(apartAtFirst * 1.5)
  const before = await restOf(hello)
  await page.keyboard.press('ArrowLeft')
  await expect.poll(() => leftOf(hello)).toBeGreaterThan(before + 20)
  await page.keyboard.press('0')
  await expect(whole).toBeDisabled()
  await expect.poll(async () => Math.abs((await apart()) - apartAtFirst)).toBeLessThan(1)

  // A message by keys, and its fields.
  await page.keyboard.press('Home')
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(axis.getByRole('option', { selected: true })).toHaveAccessibleName(/client_hello/)
  await expect(message.getByRole('treeitem').first()).toHaveAccessibleName(/client_hello/)
  await page.keyboard.press('Enter')
  await expect(message.getByRole('tree')).toBeFocused()

  // Another one by the pointer, on its name.
  await alert.click()
  await expect(message.getByRole('treeitem', { name: /handshake_failure/ })).toBeVisible()
  await expect(axis.getByRole('option', { selected: true })).toHaveAccessibleName(/fatal handshake_failure/)

  // The wheel zooms where the pointer is; a drag moves, and chooses nothing.
  const box = await hello.boundingBox()
  if (!box) throw new Error('client_hello is not drawn')
  await page.mouse.move(box.x, box.y + box.height / 2)
  await page.mouse.wheel(0, -400)
  await expect(whole).toBeEnabled()
  expect(Math.abs((await leftOf(hello)) - box.x)).toBeLessThan(8)
  await page.mouse.down()
  await page.mouse.move(box.x - 30, box.y, { steps: 3 })
  await page.mouse.move(box.x - 60, box.y, { steps: 3 })
  await page.mouse.up()
  await expect(axis.getByRole('option', { selected: true })).toHaveAccessibleName(/fatal handshake_failure/)
})
