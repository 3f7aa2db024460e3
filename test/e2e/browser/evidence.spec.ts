import { expect, test } from '../../support/gskope-journey.ts'

/** What somebody does at three in the morning: which connection failed, why, and where that stands. */
test('the failed connection in three keystrokes, its evidence to the bytes', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  const connections = page.getByRole('listbox', { name: 'Connections' })
  await expect(connections.getByRole('option')).toHaveCount(4)

  // f: failed only. 1: to the list. Down: the other one of the two.
  await page.keyboard.press('f')
  await expect(connections.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('1')
  await page.keyboard.press('ArrowDown')
  await expect(connections.getByRole('option', { selected: true })).toHaveAccessibleName(/^failed.*handshake_failure/)

  const why = page.getByRole('region', { name: 'Why' })
  const pieces = why.getByRole('button', { name: /message|line|packet/ })
  await expect(pieces.first()).toBeVisible()
  await page.keyboard.press('e')
  await expect(pieces.first()).toHaveAttribute('aria-current', 'true')
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(message).toContainText('Evidence 1 of')
  // The range that the piece names is what is marked, and the field around it is chosen.
  const [, from, to] = /bytes (\d+)–(\d+)/.exec((await pieces.first().textContent()) ?? '') ?? []
  await expect(message.getByRole('gridcell', { selected: true })).toHaveCount(Number(to) - Number(from) + 1)
  await expect(message.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/^cipher_suites/)
  await expect(page.getByRole('button', { name: /^Evidence 1: / })).toBeVisible()

  await page.keyboard.press('Escape')
  await expect(message).toBeHidden()
  await expect(pieces.first()).not.toHaveAttribute('aria-current', 'true')
})
