import { closeSync, openSync, writeSync } from 'node:fs'
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

test('from the ladder to the line of the source, its message, and back', async ({ page, serve }) => {
  const { url } = await serve('build/example/case/tn3270-after-key-rollover.gsksrvr.txt')
  await page.goto(url)
  const source = page.getByRole('region', { name: 'Source', exact: true })
  const message = page.getByRole('region', { name: 'Message', exact: true })

  // From the message of the evidence to its line.
  await page.getByRole('region', { name: 'Why' }).getByRole('button', { name: /line/ }).first().click()
  await message.getByRole('button', { name: /^line \d+$/ }).click()
  const line = Number(/\d+/.exec((await message.getByRole('button', { name: /^line/ }).textContent()) ?? '')?.[0])
  await expect(source.getByRole('listbox').getByRole('option', { selected: true })).toHaveText(
    new RegExp(`^${line}\\s`),
  )
  await page.goBack()
  await expect(page.getByRole('listbox', { name: 'Messages of the handshake' })).toBeVisible()

  // Found by text, stepped through, and from a line to the message that it belongs to.
  await page.keyboard.press('Control+f')
  await page.keyboard.type('CLIENT-HELLO message')
  await page.keyboard.press('Enter')
  // The first one from the line on that is shown, then the next, round and round.
  await expect(source.getByRole('status')).toContainText(/^\d+ of \d+$/)
  const [, at = 0, hits = 0] = (
    /^(\d+) of (\d+)$/.exec((await source.getByRole('status').textContent()) ?? '') ?? []
  ).map(Number)
  await page.keyboard.press('Enter')
  await expect(source.getByRole('status')).toContainText(`${(at % hits) + 1} of ${hits}`)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await source
    .getByRole('option', { name: /SSL_ASCII_DUMP/ })
    .first()
    .click()
  await expect(source).toContainText(/message \d+/)
  await page.keyboard.press('Escape')
  await expect(message).toBeHidden()
  await source.getByRole('listbox').focus()
  await page.keyboard.press('Enter')
  await expect(message).toContainText('client_hello')

  // By its number, and what is no line and no time is said to be none.
  await page.keyboard.press('Control+f')
  const goTo = source.getByRole('textbox', { name: 'Go to line or time' })
  await goTo.fill('300')
  await goTo.press('Enter')
  await expect(source.getByRole('listbox').getByRole('option', { selected: true })).toHaveText(/^300/)
  await goTo.fill('when it broke')
  await goTo.press('Enter')
  await expect(goTo).toHaveAttribute('aria-invalid', 'true')
})

test('a search is stopped, a hostile expression is ended, and gigabytes of lines are scrolled', async ({
  page,
  serve,
}, info) => {
  test.slow()
  const path = info.outputPath('large.txt')
  const file = openSync(path, 'w')
  const block = Array.from({ length: 10_000 }, (_, i) => `S0W1 MESSAGE line ${i} of a block ${'x'.repeat(40)}\n`).join(
    '',
  )
  writeSync(file, 'COMPONENT TRACE FULL FORMAT\nCOMP(GSKSRVR)\n**** 11/23/2026\n')
  for (let i = 0; i < 100; i++) writeSync(file, block)
  writeSync(file, `${'a'.repeat(50)}!\nthe last line\n`)
  closeSync(file)
  const { url } = await serve('build/example/case/tn3270-after-key-rollover.pcap', path)
  await page.goto(url)
  await expect(page.getByRole('listbox', { name: 'Messages of the handshake' })).toBeVisible()
  await page.keyboard.press('6')
  const source = page.getByRole('region', { name: 'Source', exact: true })
  await source.getByRole('combobox', { name: 'Source' }).selectOption({ label: 'large.txt' })
  await expect(source).toContainText(/1.000.005 lines/, { timeout: 60_000 })
  await source.getByRole('listbox').press('End')
  await expect(source.getByRole('option', { name: /the last line/ })).toBeVisible()

  const find = source.getByRole('textbox', { name: 'Find in the source' })
  await source.getByRole('button', { name: 'Regular expression' }).click()
  await find.fill('^(a+)+$')
  await find.press('Enter')
  await expect(source.getByRole('status')).toContainText('does not get through line', { timeout: 60_000 })
  await find.fill('(nothing|of this)+ is there')
  await find.press('Enter')
  const stop = source.getByRole('button', { name: 'Stop the search' })
  await stop.click()
  await expect(stop).toBeHidden()
})
