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
  it('keeps the row that is at the top of the list', async () => {
    openWindow('huge')
    const row = (await screen.findAllByRole('option', { name: /10\.1\.0\.2 to tn3270/ }))[0]
    const list = row?.closest<HTMLElement>('.fixed-rows')
    if (!list) throw new Error('expected the list')
    /** Where the row with a number is drawn below the top of the view, px. */
    const below = (number: number): number => {
      const slot = list.querySelector(`[aria-posinset="${number}"]`)?.closest<HTMLElement>('.slot')
      return parseFloat(/translateY\(([-\d.]+)px/.exec(slot?.style.transform ?? '')?.[1] ?? '') - list.scrollTop
    }
    list.scrollTop = 52 * 20
    await fireEvent.scroll(list)
    await waitFor(() => expect(below(21)).toBe(0))
    await fireEvent.click(screen.getByRole('button', { name: /^Commands/ }))
    await fireEvent.click(await screen.findByText('Switch density: compact, comfortable'))
    await waitFor(() => expect(room()).toBeGreaterThan(1))
    expect(below(21)).toBe(0)
    expect(below(22)).toBe(Math.round(52 * room()))
  })

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
