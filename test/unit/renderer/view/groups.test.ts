import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, expect, it, vi } from 'vitest'
import { StandInEngine } from '../../../support/stand-in-engine.ts'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

it('the list in groups: opened, gone through and closed by keys, filtered, and put back', async () => {
  openWindow('example')
  const list = await screen.findByRole('listbox', { name: 'Connections' })
  // The first that failed is chosen.
  await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe('connection-2'))
  const before = await waitFor(() => {
    const all = within(list).getAllByRole('option')
    expect(all[0]?.ariaSetSize).toBe(String(all.length))
    return all.length
  })
  await fireEvent.keyDown(document.body, { key: 'G', shiftKey: true })
  const tree = await screen.findByRole('tree', { name: 'Connections' })
  await waitFor(() => expect(within(tree).getAllByRole('treeitem').length).toBeGreaterThan(0))
  const heads = (): HTMLElement[] => [...tree.querySelectorAll<HTMLElement>('[aria-level="1"]')]
  const rows = (): HTMLElement[] => [...tree.querySelectorAll<HTMLElement>('[aria-level="2"]')]
  // The group with the most failed ones comes first.
  expect(heads()[0]?.textContent).toMatch(/connections?, \d+ failed/)
  expect(rows()).toHaveLength(0)

  const head = heads()[0]!
  const key = (key: string): Promise<boolean> => fireEvent.keyDown(tree, { key })
  const active = (): string | null => tree.getAttribute('aria-activedescendant')
  expect(active()).toBe(head.id)
  await key('ArrowRight')
  await waitFor(() => expect(rows().length).toBeGreaterThan(0))
  expect(heads()[0]?.getAttribute('aria-expanded')).toBe('true')
  await key('ArrowRight')
  await waitFor(() => expect(active()).toBe(rows()[0]?.id))
  expect(rows()[0]?.getAttribute('aria-selected')).toBe('true')
  await key('ArrowLeft')
  expect(active()).toBe(heads()[0]?.id)
  await key('Enter')
  await waitFor(() => expect(rows()).toHaveLength(0))
  await key('*')
  await waitFor(() => expect(rows()).toHaveLength(before))

  await fireEvent.keyDown(document.body, { key: 'f' })
  await waitFor(() => expect(heads().every(({ textContent }) => !/established/.test(textContent))).toBe(true))
  for (let times = 0; times < 4; times++) await fireEvent.keyDown(document.body, { key: 'G', shiftKey: true })
  await screen.findByRole('listbox', { name: 'Connections' })
})

const HELD = { rows: 'connection.page', heads: 'connection.groups' } as const

it.each(['rows', 'heads'] as const)(
  'keys that are pressed before the %s have come do what they say when they are here',
  async (late) => {
    const engine = new StandInEngine({ scene: 'example' })
    const request = engine.request.bind(engine)
    let release: (() => void) | undefined
    const comes = new Promise<void>((resolve) => (release = resolve))
    let isLate = false
    vi.spyOn(engine, 'request').mockImplementation(async (channel, payload, signal) => {
      if (isLate && channel === HELD[late]) await comes
      return request(channel, payload, signal)
    })
    openWindow('example', engine)
    const list = await screen.findByRole('listbox', { name: 'Connections' })
    await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe('connection-2'))
    await fireEvent.keyDown(list, { key: 'End' })
    await waitFor(() => expect(within(list).getAllByRole('option').at(-1)?.getAttribute('aria-selected')).toBe('true'))
    isLate = true
    await fireEvent.keyDown(document.body, { key: 'G', shiftKey: true })
    const tree = await screen.findByRole('tree', { name: 'Connections' })
    if (late === 'rows') await within(tree).findAllByRole('treeitem')
    await fireEvent.keyDown(tree, { key: 'ArrowRight' })
    await fireEvent.keyDown(tree, { key: 'ArrowRight' })
    // Rows that are here are of the order before, and belong under none of these heads.
    expect(tree.querySelectorAll('[aria-level="2"]')).toHaveLength(0)
    release?.()
    await waitFor(() => expect(tree.querySelector('[aria-level="2"]')?.getAttribute('aria-selected')).toBe('true'))
    expect(tree.querySelector('[aria-level="1"]')?.getAttribute('aria-expanded')).toBe('true')
  },
)
