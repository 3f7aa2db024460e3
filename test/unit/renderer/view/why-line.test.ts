import { fireEvent, screen } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

// Room for list and handshake, and none for the explanation beside them.
standInWindow((media) => media.includes('min-width: 760px'))

describe('without room for the explanation', () => {
  it('a line over the handshake says why it failed, and opens the explanation', async () => {
    history.replaceState(null, '', '/#connection=2')
    open('example')
    const line = await screen.findByRole('button', {
      name: /No cipher suite in common.*likely.*fatal handshake_failure/,
    })
    await fireEvent.click(line)
    await screen.findByRole('region', { name: 'Why' })
    expect(screen.queryByRole('button', { name: /No cipher suite in common.*likely/ })).toBeNull()
  })

  it('has nothing to say over a handshake that ended well', async () => {
    history.replaceState(null, '', '/#connection=1')
    open('example')
    await screen.findByRole('listbox', { name: 'Messages of the handshake' })
    expect(screen.queryByRole('button', { name: /Why$/ })).toBeNull()
  })
})
