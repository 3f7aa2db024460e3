import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

/** `npm start` where Electron cannot be fetched: one line that says so, the same application in the browser, and a clean end. */

const root = join(import.meta.dirname, '../../..')

let home: string
let started: ChildProcess | undefined
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'gskope-start-'))
})
afterEach(() => {
  // Only where a test failed.
  if (started?.exitCode === null && started.signalCode === null) started.kill('SIGTERM')
  rmSync(home, { recursive: true, force: true })
})

function start(...files: string[]) {
  const child = spawn(process.execPath, [join(root, 'build/start.ts'), ...files], {
    cwd: root,
    env: {
      ...process.env,
      GSKOPE_HOME: home,
      CI: '1',
      // Whatever this machine has: no binary, and a mirror that refuses.
      ELECTRON_OVERRIDE_DIST_PATH: join(home, 'none'),
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
      electron_config_cache: join(home, 'cache'),
      INIT_CWD: join(root, 'build/example/case'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  started = child
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | string | null>((done) => child.on('close', (code, signal) => done(code ?? signal)))
  return { child, ended, said: () => said }
}

/** Children of a process, and theirs; where the system tells (Linux). */
function descendants(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`
  if (!existsSync(file)) return []
  const children = readFileSync(file, 'utf8').split(' ').filter(Boolean).map(Number)
  return [...children, ...children.flatMap(descendants)]
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test.each([
  ['the example', []],
  ['a file, named from where the user stood', ['tn3270-after-key-rollover.pcap']],
])('%s opens in the browser, and Ctrl-C leaves nothing behind', async (_what, files) => {
  const { child, ended, said } = start(...files)
  await expect.poll(said, { timeout: 30_000 }).toMatch(/#token=/)
  const lines = said()
    .split('\n')
    .filter((line) => /electron/i.test(line))
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^gskope: .*ELECTRON_MIRROR/)
  const url = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/.exec(said())?.[0] ?? 'none'
  expect((await fetch(url)).status).toBe(200)
  const children = descendants(child.pid ?? 0)
  if (process.platform === 'linux') expect(children.length).toBeGreaterThan(0)
  child.kill('SIGINT')
  expect([0, 130]).toContain(await ended)
  expect(children.filter(isAlive)).toEqual([])
  await expect(fetch(url)).rejects.toThrow()
})
