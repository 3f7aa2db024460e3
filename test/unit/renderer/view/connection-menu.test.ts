import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()

const connections = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Connections' })
const option = (id: number): Promise<HTMLElement> =>
  waitFor(() => {
    const found = document.getElementById(`connection-${id}`)
    if (!found) throw new Error(`the row of connection ${id} is not drawn`)
    return found
  })
const markedToJoin = (): string[] => screen.queryAllByRole('option', { name: /marked to join/ }).map(({ id }) => id)
const shown = async (id: number): Promise<void> => {
  const list = await connections()
  await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe(`connection-${id}`))
}

describe('the menu of the list', () => {
  it('is for the selected row when a key opens it, whichever the pointer opened it on before', async () => {
    openWindow('example')
    await shown(2)
    await fireEvent.contextMenu(await option(3))
    const menu = await screen.findByRole('menu')
    await fireEvent.keyDown(menu, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await fireEvent.contextMenu(await connections())
    await fireEvent.click(await screen.findByRole('menuitem', { name: /^Mark to join/ }))
    await waitFor(() => expect(markedToJoin()).toEqual(['connection-2']))
  })

  it('names keys only on the row that they act on', async () => {
    openWindow('example')
    await shown(2)
    await fireEvent.contextMenu(await option(3))
    expect((await screen.findByRole('menuitem', { name: /^Mark to join/ })).querySelector('kbd')).toBeNull()
    await fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('menu')).toBeNull())
    await fireEvent.contextMenu(await option(2))
    expect((await screen.findByRole('menuitem', { name: /^Mark to join/ })).querySelector('kbd')).toBeTruthy()
  })

  it('keeps letters for itself while it is open', async () => {
    openWindow('example')
    await shown(2)
    await fireEvent.contextMenu(await option(2))
    const menu = await screen.findByRole('menu')
    await fireEvent.keyDown(within(menu).getAllByRole('menuitem')[0]!, { key: 'm' })
    expect(markedToJoin()).toEqual([])
  })
})
