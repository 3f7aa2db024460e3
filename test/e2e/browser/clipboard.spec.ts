import { expect, test } from '../../support/gskope-journey.ts'

/** What is on the clipboard as a picture: its size, and how many different colours its pixels have. */
const PICTURE = `(async () => {
  const [item] = await navigator.clipboard.read()
  const picture = await createImageBitmap(await item.getType('image/png'))
  const canvas = new OffscreenCanvas(picture.width, picture.height)
  const context = canvas.getContext('2d')
  context.drawImage(picture, 0, 0)
  const { data } = context.getImageData(0, 0, picture.width, picture.height)
  const colours = new Set(new Uint32Array(data.buffer))
  return { types: item.types, width: picture.width, height: picture.height, colours: colours.size }
})()`

test('the ladder goes to the clipboard as a drawing and as a picture, the finding as text, the table as cells', async ({
  page,
  serve,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { url } = await serve('--example')
  await page.goto(url)
  const connections = page.getByRole('listbox', { name: 'Connections' })
  // All of the case is read and joined: the drawing is the same from one copy to the next.
  await expect(connections.getByRole('option')).toHaveCount(4)
  await connections
    .getByRole('option', { name: /^failed/ })
    .first()
    .click()
  const copied = async (key: string, what: string): Promise<string> => {
    await page.keyboard.press(key)
    await expect(page.getByText(`Copied: ${what}`)).toBeVisible()
    return page.evaluate('navigator.clipboard.readText()')
  }
  const svg = await copied('l', 'Ladder as SVG')
  expect(svg).toMatch(/^\s*<svg\s[^]*<\/svg>\s*$/)
  await copied('Shift+L', 'Ladder as PNG')
  const picture = await page.evaluate<{ types: string[]; width: number; height: number; colours: number }>(PICTURE)
  const [, width = '0', height = '0'] = /viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  expect(picture).toMatchObject({ types: ['image/png'], width: 2 * Number(width), height: 2 * Number(height) })
  // Lines, letters and their soft edges: an empty picture has one.
  expect(picture.colours).toBeGreaterThan(20)
  expect(await copied('w', 'Finding')).toMatch(/^The common suites need another kind of certificate\n/)
  expect((await copied('t', 'Messages')).split('\n')[0]?.split('\t').length).toBeGreaterThan(4)
})
