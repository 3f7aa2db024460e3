import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../../main/app/menu.ts'
import { COMMANDS } from '../../../preload/contract/shell-channel.ts'

const flatten = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])])

const menu = (
  platform: string,
  developing = false,
  send: (id: string) => void = () => undefined,
): MenuItemConstructorOptions[] => flatten(menuTemplate({ platform, developing, send }))

describe.each(['darwin', 'win32', 'linux'])('%s', (platform) => {
  test('every command of the window has an entry that sends it, with a shortcut of its own', () => {
    const sent: string[] = []
    const entries = menu(platform, false, (id) => sent.push(id)).filter((item) => item.click)
    for (const entry of entries) (entry.click as () => void)()
    expect(sent.toSorted()).toEqual([...COMMANDS].toSorted())
    expect(new Set(entries.map((entry) => entry.accelerator)).size).toBe(COMMANDS.length)
  })

  test('developer tools only while developing', () => {
    const roles = (developing: boolean): unknown[] => menu(platform, developing).map((item) => item.role)
    expect(roles(false)).not.toContain('toggleDevTools')
    expect(roles(true)).toContain('toggleDevTools')
  })

  test('text can be copied, the page zoomed, the program left', () => {
    const roles = menu(platform).map((item) => item.role)
    expect(roles).toEqual(expect.arrayContaining(['copy', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom', 'about']))
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'quit')
  })
})
