import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { electronBinary, fetchElectron } from '../../../build/electron-binary.ts'

const STALL_MS = 600

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-binary-'))
  // The fetcher's own temporary folder is made here, where nobody else's is.
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) vi.stubEnv(name, folder)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

const installer = (script: string): void => writeFileSync(join(folder, 'install.js'), script)
const leftOvers = (): string[] => readdirSync(folder).filter((name) => name.startsWith('gskope-electron-'))

const INSTALL = `
  const { mkdirSync, writeFileSync } = require('node:fs')
  mkdirSync(__dirname + '/dist')
  writeFileSync(__dirname + '/dist/electron', '')
  writeFileSync(__dirname + '/path.txt', 'electron')
`

test('nothing is there before, and the program after the installer ran', async () => {
  installer(INSTALL)
  expect(electronBinary(folder)).toBeUndefined()
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ binary: join(folder, 'dist/electron') })
  expect(electronBinary(folder)).toBe(join(folder, 'dist/electron'))
})

test('a path without its program is no binary', () => {
  writeFileSync(join(folder, 'path.txt'), 'electron')
  expect(electronBinary(folder)).toBeUndefined()
})

test('the reason is what the installer said, in one line', async () => {
  installer('console.error(new TypeError("certificate has expired").stack); process.exit(1)')
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ reason: 'certificate has expired' })
  installer('console.error("TypeError: fetch failed\\n    at x"); process.exit(1)')
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ reason: 'its download site cannot be reached' })
  installer('')
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ reason: 'the installer left no program' })
})

test('a download that stands still is given up, and leaves neither process nor file', async () => {
  installer(`require('node:fs').writeFileSync(__dirname + '/pid', String(process.pid)); setInterval(() => {}, 1000)`)
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ reason: 'nothing came for 1 s' })
  const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'))
  expect(() => process.kill(pid, 0)).toThrow()
  expect(leftOvers()).toEqual([])
}, 10_000)

test('a slow download goes on for as long as something comes', async () => {
  installer(`
    const { appendFileSync } = require('node:fs')
    const { join } = require('node:path')
    const { tmpdir } = require('node:os')
    const tick = setInterval(() => appendFileSync(join(tmpdir(), 'electron.zip'), 'part'), 150)
    setTimeout(() => { clearInterval(tick); ${INSTALL} }, 1_500)
  `)
  expect(await fetchElectron(folder, STALL_MS)).toEqual({ binary: join(folder, 'dist/electron') })
}, 10_000)
