import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { EventEmitter } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FIRST_STATE, loadWindowState, rememberWindowState } from '../../../main/app/window-state.ts'

const display = { x: 0, y: 0, width: 1920, height: 1080 }
let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-state-'))
  file = join(folder, 'window.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = (state: unknown): unknown => {
  writeFileSync(file, typeof state === 'string' ? state : JSON.stringify(state))
  return loadWindowState(file, [display])
}

test('a window opens where it was closed', () => {
  const window = Object.assign(new EventEmitter(), {
    getNormalBounds: () => ({ x: 100, y: 50, width: 1000, height: 700 }),
    isMaximized: () => true,
  })
  rememberWindowState(window as unknown as BrowserWindow, file)
  window.emit('close')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ x: 100, y: 50, width: 1000, height: 700, maximized: true })
  expect(loadWindowState(file, [display])).toEqual({ x: 100, y: 50, width: 1000, height: 700, maximized: true })
})

test('closing does not fail where nothing can be written', () => {
  const window = Object.assign(new EventEmitter(), { getNormalBounds: () => FIRST_STATE, isMaximized: () => false })
  rememberWindowState(window as unknown as BrowserWindow, join(folder, 'no/such/folder.json'))
  expect(() => window.emit('close')).not.toThrow()
})

test.each([
  ['no file', undefined],
  ['no JSON', '{'],
  ['a lying file', { width: 1e9, height: 700, maximized: false }],
  ['another shape', []],
])('%s gives the first state', (_what, state) => {
  expect(state === undefined ? loadWindowState(file, [display]) : load(state)).toEqual(FIRST_STATE)
})

test.each([
  ['right of every display', { x: 1900, y: 100 }],
  ['left of every display', { x: -990, y: 100 }],
  ['above, where no title bar can be taken hold of', { x: 100, y: -40 }],
  ['below', { x: 100, y: 1075 }],
])('a window %s is centred again with its size', (_what, at) => {
  expect(load({ ...at, width: 1000, height: 700, maximized: false })).toEqual({
    width: 1000,
    height: 700,
    maximized: false,
  })
})
