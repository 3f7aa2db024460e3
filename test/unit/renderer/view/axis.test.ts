import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

const axis = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Messages on the time axis' })

describe('the time axis', () => {
  it('comes by its key instead of the ladder, and is remembered', async () => {
    open('example')
    await screen.findByRole('listbox', { name: 'Messages of the handshake' })
    await fireEvent.keyDown(document.body, { key: 'v' })
    const box = await axis()
    expect(location.hash).toContain('tab=axis')
    expect(localStorage.getItem('gskope.drawing')).toBe('axis')
    expect(within(box).getByRole('option', { name: /^1, client, client_hello/ })).toBeTruthy()
    await fireEvent.keyDown(document.body, { key: 'v' })
    await screen.findByRole('listbox', { name: 'Messages of the handshake' })
    expect(localStorage.getItem('gskope.drawing')).toBe('ladder')
  })

  it('is walked by arrow keys, and opens what is chosen', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: 'v' })
    const box = await axis()
    await fireEvent.keyDown(box, { key: 'ArrowDown' })
    await waitFor(() => expect(location.hash).toContain('message=1'))
    await waitFor(() => expect(box.getAttribute('aria-activedescendant')).toBe('axis-message-1'))
    await fireEvent.keyDown(box, { key: 'End' })
    await waitFor(() => expect(within(box).getByRole('option', { selected: true }).id).toBe('axis-message-2'))
  })

  it('keeps + - and 0 for its zoom', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: 'v' })
    const box = await axis()
    const out = screen.getByRole<HTMLButtonElement>('button', { name: 'Zoom out' })
    expect(out.disabled).toBe(true)
    await fireEvent.keyDown(box, { key: '+' })
    await waitFor(() => expect(out.disabled).toBe(false))
    await fireEvent.keyDown(box, { key: '0' })
    await waitFor(() => expect(out.disabled).toBe(true))
    expect(location.hash).toContain('connection=')
  })

  it('offers to draw idle time short, and says how long the longest wait was', async () => {
    open('waiting')
    await screen.findByRole('listbox', { name: 'Messages of the handshake' })
    await fireEvent.keyDown(document.body, { key: 'v' })
    const box = await axis()
    expect(
      screen.getAllByText(/^12 messages in 1 min 0.001 s · longest wait 28.000 s after retransmission/),
    ).toHaveLength(2)
    const short = screen.getByRole('button', { name: 'Idle time short' })
    expect(short.getAttribute('aria-pressed')).toBe('false')
    await fireEvent.keyDown(box, { key: 'i' })
    await waitFor(() => expect(short.getAttribute('aria-pressed')).toBe('true'))
    expect(localStorage.getItem('gskope.axis-idle')).toBe('short')
  })
})
