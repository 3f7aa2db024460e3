import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { beforeEach, describe, expect, it } from 'vitest'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

const rowPx = async (): Promise<number> => {
  const row = (await screen.findAllByRole('option', { name: /10\.1\.0\.2 to tn3270/ }))[0]
  return parseFloat(row?.closest<HTMLElement>('.slot')?.style.height ?? '')
}
const room = (): number => Number(document.documentElement.style.getPropertyValue('--room'))

describe('density', () => {
  it('is compact until somebody asks for room; rows and styles follow, and it is kept', async () => {
    openWindow('example')
    expect(await rowPx()).toBe(52)
    expect(room()).toBe(1)

    await fireEvent.click(screen.getByRole('button', { name: /^Commands/ }))
    await fireEvent.click(await screen.findByText('Switch density: compact, comfortable'))
    await waitFor(() => expect(room()).toBeGreaterThan(1))
    expect(await rowPx()).toBe(Math.round(52 * room()))
    expect(document.documentElement.dataset['density']).toBe('comfortable')

    cleanup()
    openWindow('example')
    expect(await rowPx()).toBe(Math.round(52 * room()))
    expect(room()).toBeGreaterThan(1)
  })
})
