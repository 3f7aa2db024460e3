import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { NO_BROWSER, browserProgram } from '../test/support/browser-program.ts'

/** `npm run icon`: paints icon.svg as icon.png (macOS and Linux packages are made from it) and icon.ico. */

const folder = import.meta.dirname
const PNG_SIZE = 1024
/** What Windows asks for, from the title bar to the large view. */
const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256]

async function paint(page: Page, svg: string, size: number): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size })
  const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  await page.setContent(
    `<body style="margin:0"><img src="${image}" width="${size}" height="${size}" style="display:block">`,
  )
  // Runs in the page, whose types this Node program does not have.
  await page.evaluate('document.querySelector("img").decode()')
  return await page.screenshot({ omitBackground: true })
}

/** An ICO file is a directory of images, which may be PNG since Windows Vista. */
function ico(images: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const HEADER = 6
  const ENTRY = 16
  const directory = Buffer.alloc(HEADER + ENTRY * images.length)
  directory.writeUInt16LE(1, 2) // type: icon
  directory.writeUInt16LE(images.length, 4)
  let offset = directory.length
  images.forEach(({ size, png }, index) => {
    const at = HEADER + ENTRY * index
    directory.writeUInt8(size === 256 ? 0 : size, at)
    directory.writeUInt8(size === 256 ? 0 : size, at + 1)
    directory.writeUInt16LE(1, at + 4) // planes
    directory.writeUInt16LE(32, at + 6) // bits a pixel
    directory.writeUInt32LE(png.length, at + 8)
    directory.writeUInt32LE(offset, at + 12)
    offset += png.length
  })
  return Buffer.concat([directory, ...images.map(({ png }) => png)])
}

const executablePath = browserProgram()
if (!executablePath) throw new Error(NO_BROWSER)
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
try {
  const page = await browser.newPage()
  writeFileSync(join(folder, 'icon.png'), await paint(page, svg, PNG_SIZE))
  const images: { size: number; png: Buffer }[] = []
  for (const size of ICO_SIZES) images.push({ size, png: await paint(page, svg, size) })
  writeFileSync(join(folder, 'icon.ico'), ico(images))
} finally {
  await browser.close()
}
