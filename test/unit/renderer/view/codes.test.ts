import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()

const press = (key: string): Promise<boolean> => fireEvent.keyDown(document.body, { key })
const view = (): Promise<HTMLElement> => screen.findByRole('region', { name: 'Codes' })

describe('the codes', () => {
  it('open by a key, also without a case, and close again', async () => {
    openWindow('start')
    await screen.findByText('Open the example')
    await press('x')
    const codes = await view()
    const field = within(codes).getByRole('combobox')
    await waitFor(() => expect(document.activeElement).toBe(field))
    await within(codes).findByRole('listbox', { name: 'Codes found' })
    await fireEvent.keyDown(field, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Codes' })).toBeNull())
  })

  it('say what a text means, walk by keys, and say where to look for what they do not have', async () => {
    openWindow('example')
    await screen.findByRole('listbox', { name: 'Connections' })
    await press('x')
    const codes = await view()
    const field = within(codes).getByRole('combobox')
    await fireEvent.input(field, { target: { value: '402' } })
    await within(codes).findByRole('heading', { name: 'GSK_ERR_NO_CIPHERS' })
    await fireEvent.keyDown(field, { key: 'ArrowDown' })
    await within(codes).findByRole('heading', { name: 'GSK_SESSION_TYPE' })
    await fireEvent.input(field, { target: { value: 'EZZ9999I' } })
    await within(codes).findByText(/IP Messages/)
  })

  it('lead to the connections and lines of the case that show one', async () => {
    openWindow('example')
    await screen.findByRole('listbox', { name: 'Connections' })
    await press('x')
    const codes = await view()
    await fireEvent.input(within(codes).getByRole('combobox'), { target: { value: 'handshake_failure' } })
    await within(codes).findByRole('button', { name: /line 12/ })
    await fireEvent.click(await within(codes).findByRole('button', { name: /filter the list by alert:40/ }))
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Codes' })).toBeNull())
    expect((document.querySelector('#filter') as HTMLInputElement).value).toContain('alert:40')
  })

  it('are reached from a code of a finding', async () => {
    openWindow('example')
    await fireEvent.click(await screen.findByRole('button', { name: /System SSL 402/ }))
    await within(await view()).findByRole('heading', { name: 'GSK_ERR_NO_CIPHERS' })
  })
})
