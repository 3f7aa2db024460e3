import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

it('a filter is saved by name, taken, renamed, deleted and put back', async () => {
  openWindow('example')
  const list = await screen.findByRole('listbox', { name: 'Connections' })
  await fireEvent.keyDown(document.body, { key: 'f' })
  const field = screen.getByRole<HTMLInputElement>('combobox', { name: 'Filter connections' })
  await waitFor(() => expect(field.value).toBe('outcome:failed'))
  await fireEvent.keyDown(document.body, { key: 'F', shiftKey: true })
  const dialog = await screen.findByRole('dialog', { name: 'Saved filters' })
  const within_ = within(dialog)
  await fireEvent.input(within_.getByRole('textbox'), { target: { value: 'all failed' } })
  await fireEvent.submit(within_.getByRole('textbox').closest('form')!)
  await within_.findByRole('button', { name: /^all failed/ })

  await fireEvent.click(within_.getByRole('button', { name: 'Rename all failed' }))
  const name = await within_.findByRole('textbox', { name: 'New name of all failed' })
  await fireEvent.input(name, { target: { value: 'what failed' } })
  await fireEvent.submit(name.closest('form')!)
  await within_.findByRole('button', { name: /^what failed/ })

  await fireEvent.click(within_.getByRole('button', { name: 'Delete what failed' }))
  await within_.findByText('None so far.')
  await fireEvent.click(await within_.findByRole('button', { name: 'Undo' }))
  const saved = await within_.findByRole('button', { name: /^what failed/ })

  await fireEvent.click(within_.getByRole('button', { name: 'Close' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(saved.isConnected).toBe(false)
  const failed = within(list).getAllByRole('option').length
  await fireEvent.keyDown(document.body, { key: 'f' })
  await waitFor(() => expect(within(list).getAllByRole('option').length).toBeGreaterThan(failed))
  await fireEvent.keyDown(document.body, { key: 'F', shiftKey: true })
  await fireEvent.click(await screen.findByRole('button', { name: /^what failed/ }))
  await waitFor(() => expect(field.value).toBe('outcome:failed'))
  await waitFor(() => expect(within(list).getAllByRole('option')).toHaveLength(failed))
})
