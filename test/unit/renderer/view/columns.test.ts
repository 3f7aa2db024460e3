import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

const list = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Connections' })
const heads = (): string[] =>
  within(screen.getByRole('group', { name: 'Columns' }))
    .getAllByRole('button')
    .map((head) => head.getAttribute('aria-label') ?? '')
const press = (key: string, options = {}): Promise<boolean> => fireEvent.keyDown(document.body, { key, ...options })

describe('the columns of the list', () => {
  it('are chosen, moved and put back from the keyboard, and heads and rows follow', async () => {
    openWindow('example')
    await list()
    await press('o')
    const dialog = await screen.findByRole('dialog', { name: 'Columns of the list' })
    const before = heads()
    expect(before.slice(0, 3)).toEqual(['Outcome', 'Start, sorted ascending', 'Cause'])
    await fireEvent.click(within(dialog).getByRole('checkbox', { name: 'Messages' }))
    expect(heads().at(-1)).toBe('Messages')
    await fireEvent.keyDown(within(dialog).getByRole('checkbox', { name: 'Cause' }), { key: 'ArrowUp', altKey: true })
    await waitFor(() => expect(heads().slice(1, 3)).toEqual(['Cause', 'Start, sorted ascending']))
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Move Cause down' }))
    await waitFor(() => expect(heads()[2]).toBe('Cause'))
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Done' }))
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(await within(await list()).findAllByRole('option', { name: /messages \d/ })).not.toEqual([])
    await press('o')
    await fireEvent.click(await screen.findByRole('button', { name: 'Reset' }))
    expect(heads()).toEqual(before)
  })

  it('sort by their heads: once up, twice down; arrow keys go along, with Shift they make wider', async () => {
    const engine = openWindow('example')
    await list()
    await press('O', { shiftKey: true })
    const [outcome, start] = within(await screen.findByRole('group', { name: 'Columns' })).getAllByRole('button')
    start!.focus()
    await fireEvent.click(screen.getByRole('button', { name: 'Cause' }))
    await fireEvent.click(await screen.findByRole('button', { name: 'Cause, sorted ascending' }))
    await screen.findByRole('button', { name: 'Cause, sorted descending' })
    const pages = engine.asked.filter(({ channel }) => channel === 'connection.page')
    expect(pages.at(-1)?.payload).toMatchObject({ sort: 'cause', descending: true })
    await fireEvent.keyDown(start!, { key: 'ArrowLeft' })
    expect(document.activeElement).toBe(outcome)
    const box = document.querySelector<HTMLElement>('.box')
    expect(box?.style.getPropertyValue('--columns')).toMatch(/^40px 104px/)
    await fireEvent.keyDown(start!, { key: 'ArrowRight', shiftKey: true })
    expect(box?.style.getPropertyValue('--columns')).toMatch(/^40px 120px/)
  })

  it('stay for the next case, and go with the window of this one', async () => {
    openWindow('example')
    await list()
    await press('O', { shiftKey: true })
    await screen.findByRole('group', { name: 'Columns' })
    expect(localStorage.getItem('gskope.rows')).toBe('columns')
  })
})
