import { readFileSync, writeFileSync } from 'node:fs'
import type { BrowserWindow, Rectangle } from 'electron'
import { z } from 'zod'

const WindowState = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(480).max(20_000),
  height: z.int().min(360).max(20_000),
  maximized: z.boolean(),
})
export type WindowState = z.infer<typeof WindowState>

export const FIRST_STATE: WindowState = { width: 1360, height: 860, maximized: false }

/** So much of the window must lie on a display for a person to get hold of it. */
const GRIP_PX = 80

/** Where the window was when it closed. A file that is missing, broken or speaks of a display that is gone gives what is usable of it. */
export function loadWindowState(file: string, displays: readonly Rectangle[]): WindowState {
  let state: WindowState
  try {
    state = WindowState.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return FIRST_STATE
  }
  const { x, y, width, height, maximized } = state
  if (x === undefined || y === undefined) return state
  const visible = displays.some(
    (area) =>
      Math.min(x + width, area.x + area.width) - Math.max(x, area.x) >= GRIP_PX &&
      y >= area.y &&
      y <= area.y + area.height - GRIP_PX,
  )
  return visible ? state : { width, height, maximized }
}

/** Writes the state when the window closes. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximized: window.isMaximized() }
    try {
      writeFileSync(file, JSON.stringify(state))
    } catch {
      // A read-only profile: the next window opens where the first one did.
    }
  })
}
