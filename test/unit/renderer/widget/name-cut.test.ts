import { render, screen } from '@testing-library/svelte'
import { expect, it } from 'vitest'
import NameCut from '../../../../renderer/widget/NameCut.svelte'

it.each([
  ['tn3270.pcapng', 'tn3270.pcapng', ''],
  ['tn3270-after-key-rollover.gsksrvr.txt', 'tn3270-after-key-rollover', '.gsksrvr.txt'],
  ['🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑🔑🔑🔑', '🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑🔑'],
])('%s keeps its end, and is whole to who reads or copies it', (name, head, tail) => {
  render(NameCut, { name })
  const whole = screen.getByTitle(name)
  expect(whole.textContent).toBe(name)
  expect([...whole.children].map(({ textContent }) => textContent)).toEqual([head, tail])
})
