import { join } from 'node:path'
import { expect, test } from '../../support/gskope-journey.ts'

const capture = (name: string): string => join(import.meta.dirname, '../../fixture/capture', name)

test('a key log is added: the same connection and message stay in view, and what was sealed can be read', async ({
  page,
  serve,
}) => {
  const { url } = await serve(
    capture('recorded-tls12-ecdsa-alpn.pcap'),
    capture('recorded-tls13-client-cert.pcap'),
    capture('recorded-alert-unknown-ca-tls13.pcap'),
  )
  await page.goto(url)
  const connections = page.getByRole('listbox', { name: 'Connections' })
  await expect(connections.getByRole('option')).toHaveCount(3)
  const recorded = connections.getByRole('option', { name: /:14436/ })
  await recorded.click()
  const ladder = page.getByRole('listbox', { name: 'Messages of the handshake' })
  await ladder.getByRole('option', { name: /server_hello/ }).click()
  const message = page.getByRole('region', { name: 'Message', exact: true })
  await expect(message).toContainText('server_hello')
  await expect(ladder.getByRole('option', { name: /certificate_verify/ })).toHaveCount(0)

  const chooser = page.waitForEvent('filechooser')
  await page.keyboard.press('ControlOrMeta+o')
  await (await chooser).setFiles(capture('recorded-tls13-client-cert.pcap.keys'))
  await expect(ladder.getByRole('option', { name: /certificate_verify/ }).first()).toBeVisible()
  await expect(recorded).toHaveAttribute('aria-selected', 'true')
  await expect(message).toContainText('server_hello')
  await expect(ladder.getByRole('option', { selected: true })).toHaveAccessibleName(/server_hello/)
})
