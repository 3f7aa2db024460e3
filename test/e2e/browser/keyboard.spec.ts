import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/gskope-journey.ts'

const EXAMPLE = join(import.meta.dirname, '../../../build/example/case')
const FILES = ['tn3270-after-key-rollover.pcap', 'tn3270-after-key-rollover.gsksrvr.txt'].map((name) =>
  join(EXAMPLE, name),
)

/** What shows where keys go: an outline or a shadow of what has the focus, or of the row in it that keys are at. In the page's own terms. */
const FOCUS = `(() => {
  const focused = document.activeElement
  if (!focused || focused === document.body) return 'nothing has the focus'
  const active = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '')
  const field = focused.closest('.filter, .palette')
  const isSeen = [focused, active, field].some((element) => {
    if (!element) return false
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none'
  })
  return isSeen ? 'seen' : focused.tagName + ' ' + focused.className + ' shows no focus'
})()`
const CALLED = `document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent.trim() ?? ''`

async function expectSeenFocus(page: Page, where: string): Promise<void> {
  await expect.poll(() => page.evaluate<string>(FOCUS), { message: where }).toBe('seen')
}

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp, role: string, most = 60): Promise<void> {
  for (let times = 0; times < most; times++) {
    await page.keyboard.press('Tab')
    await expectSeenFocus(page, `stop ${times + 1} of the Tab key`)
    if (name.test(await page.evaluate<string>(CALLED))) return
  }
  throw new Error(`no ${role} called ${name} within ${most} stops`)
}

test('the whole path by keyboard alone, the focus in sight at each step', async ({ page, serve }) => {
  const { url } = await serve()
  await page.goto(url)
  await expect(page.getByRole('button', { name: /^Open/ }).first()).toBeVisible()
  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('ControlOrMeta+o')
  await (await chooser).setFiles(FILES)
  const connections = page.getByRole('listbox', { name: 'Connections' })
  await expect(connections.getByRole('option')).toHaveCount(4)

  // Three keys to the failed connection.
  await page.keyboard.press('f')
  await expect(connections.getByRole('option')).toHaveCount(2)
  await page.keyboard.press('1')
  await page.keyboard.press('ArrowDown')
  await expect(connections.getByRole('option', { selected: true })).toHaveAccessibleName(/^failed.*handshake_failure/)
  await expectSeenFocus(page, 'the list')

  // Its evidence, to the bytes.
  await page.keyboard.press('e')
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(message.getByRole('gridcell', { selected: true }).first()).toBeVisible()
  await expectSeenFocus(page, 'evidence')

  // To the line of the source that shows it, and back.
  await page.keyboard.press('6')
  const lines = page.getByRole('listbox', { name: /^Lines of/ })
  await expect(lines.or(page.getByRole('region', { name: 'Source', exact: true })).first()).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  const ladder = page.getByRole('listbox', { name: 'Messages of the handshake' })
  await expect(ladder).toBeVisible()

  // From the list to the ladder, and along it.
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(ladder).toBeFocused()
  await page.keyboard.press('Home')
  await expectSeenFocus(page, 'the ladder')

  // A note on it.
  await page.keyboard.press('n')
  const note = page.getByRole('dialog', { name: 'New note' })
  await expect(note.getByRole('textbox')).toBeFocused()
  await expectSeenFocus(page, 'the note')
  await page.keyboard.type('ask the bank for its suites')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(note).toBeHidden()
  await expect(page.getByRole('button', { name: 'Note A: ask the bank for its suites' }).first()).toBeVisible()

  // The list in groups and in columns, and out of both again.
  await page.keyboard.press('Shift+G')
  await expect(page.getByRole('tree', { name: 'Connections' })).toBeVisible()
  await page.keyboard.press('1')
  await expectSeenFocus(page, 'the list in groups')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('treeitem', { level: 2, selected: true })).toBeVisible()
  await expectSeenFocus(page, 'a connection of a group')
  for (let times = 0; times < 4; times++) await page.keyboard.press('Shift+G')
  await expect(connections).toBeVisible()
  await page.keyboard.press('o')
  const columns = page.getByRole('dialog', { name: 'Columns of the list' })
  await expect(columns.getByRole('checkbox').first()).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Alt+ArrowUp')
  await expectSeenFocus(page, 'the columns')
  await page.keyboard.press('Escape')
  await expect(columns).toBeHidden()
  await page.keyboard.press('Shift+O')

  // A link to this place is copied, and leads back to it.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.keyboard.press('d')
  await page.keyboard.press('0')
  await page.keyboard.press('Shift+D')
  const link = page.getByRole('dialog', { name: 'Go to a link' })
  await expect(link.getByRole('textbox')).toBeFocused()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(link.getByRole('textbox')).toHaveValue(/^gskope:\?case=\S+#connection=\d+/)
  await page.keyboard.press('Enter')
  await expect(link).toBeHidden()
  await expect(ladder).toBeVisible()

  // The report, as far as its button.
  await page.keyboard.press('r')
  const report = page.getByRole('dialog', { name: /report/i })
  await expect(report).toBeVisible()
  await tabTo(page, /^Save/, 'button')
  await expectSeenFocus(page, 'the button of the report')
  await page.keyboard.press('Escape')
  await expect(report).toBeHidden()
})
