import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '../../support/gskope-journey.ts'

/** The product's main job as its user does it: from nothing open to the bytes of the alert and to what was offered. */
test('open the example, pick the failed connection, read the alert, its bytes, and what was offered', async ({
  page,
  serve,
}) => {
  const { url } = await serve()
  await page.goto(url)
  await page.getByRole('button', { name: 'Open the example' }).click()

  const connections = page.getByRole('listbox', { name: 'Connections' })
  await expect(connections.getByRole('option')).toHaveCount(4)
  const failed = connections.getByRole('option', {
    name: /^failed, 10\.1\.0\.2 to tn3270\.example:2023.*fatal handshake_failure/,
  })
  await expect(failed).toHaveCount(2)
  await failed.first().click()
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText(
    'The server ended the handshake with fatal handshake_failure after client_hello',
  )

  const ladder = page.getByRole('listbox', { name: 'Messages of the handshake' })
  await ladder.getByRole('option', { name: /fatal handshake_failure/ }).click()
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(message.getByRole('treeitem')).toHaveText([/level.*02.*fatal/, /description.*28.*handshake_failure/])
  await message.getByRole('treeitem', { name: /description/ }).click()
  await expect(message.getByRole('gridcell', { selected: true })).toHaveText(['28'])

  const suites = page.getByRole('table', { name: 'Cipher suites, offered and accepted' })
  await expect(suites.getByRole('row')).toHaveCount(10)
  await expect(
    suites.getByRole('row', { name: 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA C013 yes – not in this trace' }),
  ).toBeVisible()
  await page.getByRole('tab', { name: 'Negotiation' }).click()
  await expect(page.getByRole('region', { name: 'Negotiation' })).toContainText('9 offered, none chosen by the server')
})

test('a field and its bytes are one thing, both ways and by keyboard', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  // Until both sources are read, rows move under the pointer.
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  await page
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  await page.getByRole('option', { name: /client_hello/ }).click()
  const message = page.getByRole('region', { name: 'Message', exact: true })
  const field = message.getByRole('treeitem', { name: /^cipher_suites/ })
  await field.click()
  // Nine suites of two bytes, with the two bytes of their length.
  await expect(message.getByRole('gridcell', { selected: true })).toHaveCount(20)
  await message.getByRole('row', { name: /^0000/ }).getByRole('gridcell').nth(4).click()
  await expect(message.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/legacy_version/)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(message.getByRole('treeitem', { selected: true })).toHaveAccessibleName(/random/)
})

test('the filter finds, counts and explains itself', async ({ page, serve }) => {
  const { url } = await serve('--example')
  await page.goto(url)
  const options = page.getByRole('listbox', { name: 'Connections' }).getByRole('option')
  await expect(options).toHaveCount(4)
  await page.keyboard.press('/')
  await page.keyboard.type('outcome:failed port:2023')
  await page.keyboard.press('Enter')
  await expect(options).toHaveCount(2)
  await page.getByRole('combobox', { name: 'Filter connections' }).fill('version:1.3')
  await expect(options).toHaveCount(1)
  await page.getByRole('combobox', { name: 'Filter connections' }).fill('outcome:burnt')
  await expect(page.getByText(/burnt/).first()).toBeVisible()
  await expect(
    page.getByText(/established, failed or incomplete|established.*failed.*incomplete/i).first(),
  ).toBeVisible()
})

test('the engine dies: the window says so, stays, and works on', async ({ page, serve }) => {
  test.skip(process.platform !== 'linux', 'finds the engine by /proc')
  const { url, process: server } = await serve('--example')
  await page.goto(url)
  // Until both sources are read, rows move under the pointer.
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  await page
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  const engine = await childOf(server.pid ?? 0)
  process.kill(engine, 'SIGKILL')
  await expect(page.getByText(/engine.*(again|restarted)/i).first()).toBeVisible()
  await page.getByRole('option', { name: /^established, 10\.1\.0\.9/ }).click()
  await expect(page.getByRole('region', { name: 'Explanation' })).toContainText('TLS_AES_256_GCM_SHA384')
})

test('files with hostile names and without sense are told apart, and the good one still opens', async ({
  page,
  serve,
}, info) => {
  writeFileSync(info.outputPath('empty.pcap'), '')
  writeFileSync(info.outputPath('it is <script>alert(1) 😀.txt'), 'no trace at all\n'.repeat(20))
  const { url } = await serve(
    info.outputPath('empty.pcap'),
    info.outputPath('it is <script>alert(1) 😀.txt'),
    'build/example/case/tn3270-after-key-rollover.pcap',
  )
  await page.goto(url)
  await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
  const refused = page.getByRole('button', { name: 'Source it is <script>alert(1) 😀.txt, refused' })
  await refused.click()
  await expect(page.getByText(/no trace that gskope knows|is no trace|not.*trace/i).first()).toBeVisible()
})

for (const scheme of ['light', 'dark'] as const) {
  test(`nobody is kept out: axe finds nothing serious in the ${scheme} window`, async ({ page, serve }) => {
    await page.emulateMedia({ colorScheme: scheme })
    const { url } = await serve('--example')
    await page.goto(url)
    // What its two sources show is one connection once both are read.
    await expect(page.getByRole('listbox', { name: 'Connections' }).getByRole('option')).toHaveCount(4)
    await page
      .getByRole('option', { name: /^failed/ })
      .first()
      .click()
    await page.getByRole('option', { name: /client_hello/ }).click()
    await expect(page.getByRole('tree', { name: 'Fields' })).toBeVisible()
    const check = async (place: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(
        violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => `${place}: ${id}: ${nodes[0]?.html}`),
      ).toEqual([])
    }
    for (const tab of ['Ladder', 'Negotiation', 'Certificates', 'Table', 'Source']) {
      await page.getByRole('tab', { name: tab }).click()
      await check(tab)
    }
    await page.keyboard.press('c')
    await expect(page.getByRole('region', { name: 'Bytes of A' })).toBeVisible()
    await check('Compare')
    await page.keyboard.press('0')
    await expect(page.getByRole('application', { name: /^Connections over time/ })).toBeVisible()
    await check('Overview')
  })
}

/** The engine's process: the server's only child. */
async function childOf(parent: number): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
      try {
        const [, after] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')
        if (Number(after?.split(' ')[1]) === parent) return Number(name)
      } catch {
        // It ended while we looked.
      }
    }
    await pause(100)
  }
  throw new Error('the server has no engine')
}
