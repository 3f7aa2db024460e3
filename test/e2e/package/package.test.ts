import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

/**
 * The package as a user gets it: packed, installed into an empty folder, started there by its own name. `npm test` has built out/ before.
 */

const root = join(import.meta.dirname, '../../..')
const windows = process.platform === 'win32'

let folder: string
let listed: readonly string[]

interface Packed {
  readonly filename: string
  readonly integrity: string
  readonly files: readonly { readonly path: string }[]
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean; readonly devOptional?: boolean }>>
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'))

/** A folder that depends on the packed file, locked to the very versions of this checkout: npm asks no registry for newer ones. */
function writeInstallation({ filename, integrity }: Packed): void {
  const { version, dependencies, bin, engines } = readJson(join(root, 'package.json')) as Record<string, unknown>
  const { packages } = readJson(join(root, 'package-lock.json')) as Lock
  const own = { name: 'elsewhere', private: true, dependencies: { gskope: `file:${filename}` } }
  const production = Object.entries(packages).filter(
    ([path, { dev, devOptional }]) => path !== '' && !dev && !devOptional,
  )
  const gskope = { version, resolved: `file:${filename}`, integrity, dependencies, bin, engines }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(own))
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      ...own,
      lockfileVersion: 3,
      packages: { '': own, 'node_modules/gskope': gskope, ...Object.fromEntries(production) },
    }),
  )
}

const npm = (args: readonly string[], cwd: string): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: windows })

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-package-'))
  const said = JSON.parse(npm(['pack', '--ignore-scripts', '--json', '--pack-destination', folder], root)) as
    Packed[] | Record<string, Packed>
  const [packed] = Object.values(said)
  if (!packed) throw new Error('npm pack said nothing')
  listed = packed.files.map(({ path }) => path)
  writeInstallation(packed)
  // No install script runs, so no compiler is needed; what `npm ci` fetched for the checkout is in npm's cache.
  npm(['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'], folder)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const installed = (path: string): string => join(folder, 'node_modules/gskope', path)
const gskope = (...args: string[]) =>
  spawnSync(join(folder, 'node_modules/.bin', windows ? 'gskope.cmd' : 'gskope'), args, {
    cwd: folder,
    encoding: 'utf8',
    shell: windows,
    env: { ...process.env, GSKOPE_HOME: join(folder, 'home') },
  })

test('it holds what is built, the example and the papers, and no source', () => {
  for (const file of [
    'LICENSE',
    'README.md',
    'CHANGELOG.md',
    'package.json',
    'out/main/command.js',
    'out/main/app.js',
    'out/preload/bridge.cjs',
    'out/renderer/index.html',
  ]) {
    expect(listed).toContain(file)
  }
  expect(listed.filter((path) => path.startsWith('build/example/case/')).length).toBeGreaterThan(0)
  expect(listed.filter((path) => /^(main|db|preload|renderer|test)\//.test(path))).toEqual([])
})

test('its command is a program', () => {
  const command = installed('out/main/command.js')
  expect(readFileSync(command, 'utf8').split('\n')[0]).toBe('#!/usr/bin/env node')
  if (!windows) expect(statSync(command).mode & 0o111).not.toBe(0)
})

test('it brings neither Electron nor the tools that built it', () => {
  for (const name of ['electron', 'vite', 'svelte', 'typescript'])
    expect(existsSync(join(folder, 'node_modules', name))).toBe(false)
})

test('gskope --version is the package’s', () => {
  const { version } = JSON.parse(readFileSync(installed('package.json'), 'utf8')) as { version: string }
  expect(gskope('--version').stdout.trim()).toBe(version)
})

test('gskope analyze reads the example that it brought', () => {
  const files = globSync('build/example/case/*', { cwd: installed('.') }).map(installed)
  expect(files.length).toBeGreaterThan(0)
  const run = gskope('analyze', ...files, '--json')
  expect(run.stderr).toBe('')
  // The example holds one failed handshake.
  expect(run.status).toBe(1)
  const document = JSON.parse(run.stdout) as { connections: readonly unknown[] }
  expect(document.connections.length).toBeGreaterThan(0)
})
