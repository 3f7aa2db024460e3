import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'

const command = join(import.meta.dirname, '../../out/main/command.js')

/** How long the server may take to say where it is. */
const START_MS = 20_000

export interface Serving {
  /** With its token. */
  readonly url: string
  readonly process: ChildProcess
}

export interface JourneyFixtures {
  /** Starts the built `gskope serve` with these arguments, in a home folder that no other test knows; ended with the test. */
  readonly serve: (...args: string[]) => Promise<Serving>
  /** What the page must not have said: errors of the console, of scripts and of the content security policy. Checked at the end of the test. */
  readonly complaints: string[]
}

export const test = base.extend<JourneyFixtures>({
  serve: async ({ page }, use) => {
    const home = mkdtempSync(join(tmpdir(), 'gskope-journey-'))
    const started: ChildProcess[] = []
    // Choosers are caught from the first listener on, which takes a while: a key pressed right behind it would open one that nobody sees.
    page.on('filechooser', () => undefined)
    await use(async (...args) => {
      const child = spawn(process.execPath, [command, 'serve', ...args], {
        env: { ...process.env, GSKOPE_HOME: home, CI: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      started.push(child)
      return { url: await address(child), process: child }
    })
    // The page goes first, or it would complain that its server is gone.
    await page.close()
    await Promise.all(started.map(end))
    rmSync(home, { recursive: true, force: true })
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await use(complaints)
      base.expect(complaints, 'the page complained').toEqual([])
    },
    { auto: true },
  ],
})

export { expect } from '@playwright/test'

function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const tooLong = setTimeout(() => reject(new Error(`gskope serve did not say where it is: ${said}`)), START_MS)
    const hear = (text: Buffer): void => {
      said += text.toString('utf8')
      const url = /http:\/\/\S+#token=[\w-]+/.exec(said)?.[0]
      if (!url) return
      clearTimeout(tooLong)
      resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('close', (code) => reject(new Error(`gskope serve ended with ${code}: ${said}`)))
  })
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.removeAllListeners('close')
    child.once('close', () => resolve())
    child.kill('SIGINT')
  })
}
