/**
 * `npm run bench -- window [long]`: what the window does with a case of a million connections (a tenth without `long`), with the text of a
 * large listing, and with the time axis of a handshake of 5,000 messages, in headless Chromium without a graphics card: times of the first
 * rows and of answers, frames while it scrolls, pans and zooms, tasks that hold it up, memory of the page. Nothing is asserted.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type Page, type WebSocket } from '@playwright/test'
import { browserProgram, NO_BROWSER } from '../support/browser-program.ts'
import { MIGRATIONS } from '../../db/migration/index.ts'
import { serveStandInWindow } from '../support/window-server.ts'
import { forgetWindow, multiplyCase } from './multiply-case.ts'

const ROOT = join(import.meta.dirname, '../..')
const COMMAND = join(ROOT, 'out/main/command.js')
const CONNECTIONS = { short: 100_000, long: 1_000_000 }
const LISTING_SIZE = { short: 100, long: 1_000 }
const PROBE = join(import.meta.dirname, 'window-probe.ts')
const SCROLL_STEPS = 120
const REST_MS = 1_500
/** Indexing a gigabyte comes first. */
const PATIENCE_MS = 600_000
/** Titles and names of orders. */
const SORTS = [
  ['Duration', 'duration'],
  ['Outcome', 'outcome'],
  ['Server name', 'serverName'],
] as const
const FILTERS = [
  'outcome:failed',
  'outcome:established cipher:c030',
  'cause:expired',
  'sni:*.example',
  '10.1.',
  'nowhere.example',
  'port:9999',
  'job:NOWHERE',
  'after:23:59:59',
] as const

type Row = Readonly<Record<string, string | number>>

interface Frames {
  readonly p95: number
  readonly longest: number
  readonly over50: number
}

/** Prints a table; returns what kept it from measuring, in words. */
export async function benchWindow(isLong: boolean): Promise<string | undefined> {
  const program = browserProgram()
  if (program === undefined) return NO_BROWSER
  // An older bundle would be measured in its place, or refuse the case.
  execFileSync('npm', ['run', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  const form = isLong ? 'long' : 'short'
  const files = [
    made('generate-capture.ts', 'pcap', 2_000, 'small'),
    made('generate-capture.ts', 'pcap', 500, 'failing'),
  ]
  const listing = made('generate-listing.ts', 'txt', LISTING_SIZE[form])
  const { home, connections } = await madeCase(files, CONNECTIONS[form])
  const browser = await chromium.launch({ executablePath: program, chromiumSandbox: process.getuid?.() !== 0 })
  try {
    console.table([await serving(home, files, (url) => aboutList(browser, url, connections))])
    console.table([await serving(home, [listing], (url) => aboutText(browser, url, LISTING_SIZE[form]))])
    console.table(await aboutAxis(browser))
  } finally {
    await browser.close()
  }
  return undefined
}

async function aboutList(browser: Browser, url: string, connections: number): Promise<Row> {
  const page = await opened(browser, 'about:blank')
  const connected = page.waitForEvent('websocket')
  await page.goto(url)
  const socket = await connected
  const shown = await firstRows(page)
  const again = await openedAgain(page)
  const scrolled = await frames(page, 'Connections')
  const answers: Answered[] = []
  const field = page.getByRole('combobox', { name: 'Filter connections' })
  for (const filter of FILTERS) answers.push(await answer(socket, JSON.stringify(filter), () => field.fill(filter)))
  await answer(socket, JSON.stringify(FILTERS[0]), () => field.fill(FILTERS[0]))
  const filtered = await frames(page, 'Connections')
  await field.fill('')
  const sorts: number[] = []
  for (const [title, sort] of SORTS) {
    await page.getByRole('button', { name: /^Sort: / }).click()
    const item = page.getByRole('menuitemradio', { name: title, exact: true })
    sorts.push((await answer(socket, `"sort":"${sort}"`, () => item.click())).firstMs)
  }
  return {
    connections,
    'page to rows ms': shown,
    'open to rows ms': again.rowsMs,
    'longest then ms': again.longestMs,
    ...told(scrolled),
    'filters ms': answers.map(({ firstMs }) => firstMs).join(', '),
    'counts ms': answers.map(({ countedMs }) => countedMs).join(', '),
    'filtered p95 ms': filtered.p95.toFixed(1),
    'filtered longest ms': Math.round(filtered.longest),
    'sorts ms': sorts.join(', '),
    'heap MB': await pageMemory(page),
  }
}

async function aboutText(browser: Browser, url: string, megabytes: number): Promise<Row> {
  const page = await opened(browser, url)
  await page.getByRole('option').first().click({ timeout: PATIENCE_MS })
  await page.getByRole('tab', { name: 'Source' }).click()
  await page.getByRole('listbox', { name: /^Lines of/ }).waitFor({ timeout: PATIENCE_MS })
  return { 'listing MB': megabytes, ...told(await frames(page, 'Lines of')), 'heap MB': await pageMemory(page) }
}

/** Panned and zoomed by hand: the whole time first, where all marks are in view, then closer. */
async function aboutAxis(browser: Browser): Promise<readonly Row[]> {
  const server = await serveStandInWindow()
  try {
    const page = await opened(browser, server.at('long', '#connection=1&tab=axis'))
    const name = 'Messages on the time axis'
    await page.getByRole('listbox', { name }).waitFor()
    const rows: Row[] = []
    for (const closer of [0, 4, 8, 12]) {
      for (let i = 0; i < closer; i++) await page.getByRole('button', { name: 'Zoom in' }).click()
      rows.push({ 'axis, closer': `${closer} times`, ...told(await frames(page, name, pan)) })
    }
    await page.getByRole('button', { name: 'Show the whole time' }).click()
    rows.push({ 'axis, closer': 'zooming', ...told(await frames(page, name, zoom)), 'heap MB': await pageMemory(page) })
    return rows
  } finally {
    await server.close()
  }
}

type Move = (page: Page, step: number) => Promise<void>
const scroll: Move = (page, step) => page.mouse.wheel(0, 40 * 2 ** (step % 12))
const pan: Move = (page, step) => page.mouse.wheel(step % 60 < 30 ? 60 : -60, 0)
const zoom: Move = (page, step) => page.mouse.wheel(0, step % 60 < 30 ? -100 : 100)

/** A case of very many connections in a home of its own, kept for the next time while the index has the same form. */
async function madeCase(
  files: readonly string[],
  atLeast: number,
): Promise<{ readonly home: string; readonly connections: number }> {
  const home = join(tmpdir(), `gskope-bench-window-case-${atLeast}-${MIGRATIONS.length}`)
  const made = join(home, 'made')
  if (!existsSync(made)) {
    rmSync(home, { recursive: true, force: true })
    writeFileSync(made, JSON.stringify(await multiplyCase(home, files, atLeast)))
  }
  const { file, connections } = JSON.parse(readFileSync(made, 'utf8')) as Awaited<ReturnType<typeof multiplyCase>>
  forgetWindow(file)
  return { home, connections }
}

/** A generated file, kept for the next time. */
function made(generator: string, ending: string, size: number, ...more: string[]): string {
  const file = join(tmpdir(), `gskope-bench-window-${more.join('-')}${size}.${ending}`)
  if (!existsSync(file)) {
    execFileSync(process.execPath, [join(import.meta.dirname, generator), `${file}.part`, String(size), ...more])
    renameSync(`${file}.part`, file)
  }
  return file
}

async function serving<T>(home: string, files: readonly string[], measure: (url: string) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [COMMAND, 'serve', ...files], {
    env: { ...process.env, GSKOPE_HOME: home, CI: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    for await (const said of server.stdout) {
      const url = /http:\/\/\S+#token=[\w-]+/.exec(String(said))?.[0]
      if (url !== undefined) return await measure(url)
    }
    throw new Error('gskope serve ended without saying where it is')
  } finally {
    server.kill('SIGINT')
  }
}

async function opened(browser: Browser, url: string): Promise<Page> {
  // Playwright waits by evaluating text, which the window's policy forbids to all but the devtools.
  const page = await browser.newPage({ viewport: { width: 1360, height: 860 }, bypassCSP: true })
  await page.addInitScript({ content: `{${stripTypeScriptTypes(readFileSync(PROBE, 'utf8'))}}` })
  await page.goto(url)
  return page
}

/** From the page's own beginning until a row of the list is painted. */
async function firstRows(page: Page): Promise<number> {
  const at = await page.waitForFunction('gskopeProbe.firstRows()', undefined, { timeout: PATIENCE_MS })
  return Math.round(Number(await at.jsonValue()))
}

/** In a window that stands: from the press on a recent case until a row of its list is painted; and the longest task until it rests. */
async function openedAgain(page: Page): Promise<{ readonly rowsMs: number; readonly longestMs: number }> {
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('What do you want to do?').fill('Close the case')
  await page.keyboard.press('Enter')
  const recent = page.locator('.recent button').first()
  await recent.waitFor()
  await page.waitForTimeout(REST_MS)
  await page.evaluate('gskopeProbe.awaitPress()')
  await recent.click()
  const rowsMs = await page.waitForFunction('gskopeProbe.rowsAfterPress()', undefined, { timeout: PATIENCE_MS })
  await page.waitForTimeout(REST_MS)
  const tasks = await page.evaluate<number[]>('gskopeProbe.tasks()')
  return { rowsMs: Math.round(Number(await rowsMs.jsonValue())), longestMs: Math.round(Math.max(0, ...tasks)) }
}

/** While the list of this name is moved: scrolled with the wheel, slowly and in great leaps, where `move` says nothing else. */
async function frames(page: Page, name: string, move: Move = scroll): Promise<Frames> {
  const box = await page.locator(`[role="listbox"][aria-label^="${name}"]`).boundingBox()
  if (!box) throw new Error(`no list named ${name}`)
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.evaluate('gskopeProbe.begin()')
  for (let step = 0; step < SCROLL_STEPS; step++) {
    await move(page, step)
    await page.waitForTimeout(16)
  }
  const { gaps, tasks } = await page.evaluate<{ gaps: number[]; tasks: number[] }>('gskopeProbe.end()')
  const sorted = gaps.slice(1).sort((a, b) => a - b)
  return { p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0, longest: Math.max(0, ...tasks), over50: tasks.length }
}

function told({ p95, longest, over50 }: Frames): Row {
  return { 'p95 frame ms': p95.toFixed(1), 'tasks over 50 ms': over50, 'longest ms': Math.round(longest) }
}

interface Answered {
  readonly firstMs: number
  readonly countedMs: number
}

/**
 * How long the engine takes to answer the question for the list that an action asks and that `says` tells from others, and until all that
 * match are counted, as the page's own connection sees it.
 */
async function answer(socket: WebSocket, says: string, act: () => Promise<void>): Promise<Answered> {
  let sentAt = 0
  let firstMs = 0
  let asked: string | undefined
  const since = (): number => Math.round(performance.now() - sentAt)
  const took = new Promise<Answered>((resolve) => {
    socket.on('framesent', ({ payload }) => {
      const said = String(payload)
      const awaited = firstMs > 0 ? '"connection.count"' : '"connection.page"'
      if (asked !== undefined || !said.includes(awaited) || !said.includes(says)) return
      asked = /"id":(\d+)/.exec(said)?.[1]
      if (firstMs === 0) sentAt = performance.now()
    })
    socket.on('framereceived', ({ payload }) => {
      const said = String(payload)
      if (asked === undefined || !said.startsWith(`{"kind":"reply","id":${asked},`)) return
      if (firstMs > 0) return resolve({ firstMs, countedMs: since() })
      firstMs = Math.max(1, since())
      if (said.includes('"counted":false')) asked = undefined
      else resolve({ firstMs, countedMs: firstMs })
    })
  })
  await act()
  return took
}

async function pageMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  return Math.round((metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000)
}
