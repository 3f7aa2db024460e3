import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()

const connections = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Connections' })
const messages = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Messages of the handshake' })

describe('a finding', () => {
  it('shows cause, proof and fix, and opens the message that proves it', async () => {
    open('example')
    const why = await screen.findByRole('region', { name: 'Why' })
    expect(within(why).getByText('No cipher suite in common')).toBeTruthy()
    expect(within(why).getByText(/TTLSCipherParms TNCiphers/)).toBeTruthy()
    expect(within(why).getByText(/F PAGENT,REFRESH/)).toBeTruthy()
    await fireEvent.click(
      within(why).getByRole('button', { name: 'the suites offered message 1 · packet 4 · bytes 39–70' }),
    )
    const message = await screen.findByRole('region', { name: 'Message' })
    await waitFor(() => expect(within(message).getAllByRole('gridcell', { selected: true })).toHaveLength(32))
    expect(within(message).getByText('Evidence 1 of 2')).toBeTruthy()
  })

  it('is walked through by keyboard: the bytes, the line of the trace, round again, and away', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    const pressed = (): (string | null)[] =>
      [...document.querySelectorAll('[aria-current="true"]')].map(({ textContent }) => textContent).filter(Boolean)
    await fireEvent.keyDown(document.body, { key: 'e' })
    await waitFor(() => expect(location.hash).toMatch(/message=1/))
    expect(pressed().join()).toContain('the suites offered')
    await fireEvent.keyDown(document.body, { key: 'e' })
    await waitFor(() => expect(pressed().join()).toContain('what the host says of it'))
    expect(location.hash).not.toMatch(/message=/)
    await fireEvent.keyDown(document.body, { key: 'e' })
    await waitFor(() => expect(location.hash).toMatch(/message=1/))
    await fireEvent.keyDown(document.body, { key: 'E' })
    await waitFor(() => expect(pressed().join()).toContain('what the host says of it'))
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await waitFor(() => expect(pressed().join()).not.toContain('what the host says of it'))
  })

  it('is followed where the key is pressed before the handshake is there', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    const list = await connections()
    await fireEvent.keyDown(list, { key: 'ArrowUp' })
    await screen.findByRole('heading', { name: /handshake completed/ })
    await fireEvent.keyDown(list, { key: 'ArrowDown' })
    await fireEvent.keyDown(document.body, { key: 'e' })
    await waitFor(() => expect(location.hash).toMatch(/connection=2.*message=1/))
    expect(document.querySelector('[aria-current="true"]')?.textContent).toContain('the suites offered')
  })

  it('is drawn on the ladder, one number for each place', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    const pills = await screen.findAllByRole('button', { name: /^Evidence \d/ })
    expect(pills.map((pill) => pill.textContent)).toEqual(['1', '2'])
    await fireEvent.click(pills[0]!)
    await waitFor(() => expect(location.hash).toMatch(/message=1/))
  })
})

describe('the handshake of before', () => {
  it('opens none of its messages while it is still drawn and another one is chosen', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    const list = await connections()
    const drawn = within(await messages()).getAllByRole('option')[0]
    await fireEvent.keyDown(list, { key: 'ArrowUp' })
    await fireEvent.click(drawn!)
    await screen.findByRole('heading', { name: /handshake completed/ })
    expect(location.hash).toMatch(/connection=1/)
    expect(location.hash).not.toMatch(/message=/)
  })
})
