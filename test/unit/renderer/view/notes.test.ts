import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { beforeEach, expect, it } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()
beforeEach(() => localStorage.clear())

const key = (name: string, more: KeyboardEventInit = {}): Promise<boolean> =>
  fireEvent.keyDown(document.body, { key: name, ...more })
const editor = (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'New note' })

async function write(text: string): Promise<void> {
  const field = within(await editor()).getByRole('textbox')
  await fireEvent.input(field, { target: { value: text } })
  await fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
}

it('is written by keyboard on the open message, and shows on ladder, list and bytes as text', async () => {
  const engine = open('example')
  await screen.findByRole('region', { name: 'Why' })
  await fireEvent.click(await screen.findByRole('option', { name: /client, client_hello/ }))
  const message = await screen.findByRole('region', { name: 'Message' })
  await fireEvent.click(await within(message).findByRole('treeitem', { name: /^cipher_suites/ }))
  await key('n')
  const choices = within(await editor()).getAllByRole('radio')
  expect(choices).toHaveLength(4)
  await write('<b>why these?</b>')
  expect(engine.asked.findLast(({ channel }) => channel === 'note.make')?.payload).toMatchObject({
    subject: { on: 'bytes', n: 1 },
    text: '<b>why these?</b>',
  })
  expect(await screen.findByRole('button', { name: 'Note A: <b>why these?</b>' })).toBeTruthy()
  expect(within(message).getByRole('list', { name: 'Notes on this message' }).textContent).toContain(
    '<b>why these?</b>',
  )
  expect(message.querySelector('[data-letters="A"]')).toBeTruthy()
  expect(document.querySelector('b:not(.brand b)')).toBeNull()
})

it('is undone and done again by key, and deleted from the list of all', async () => {
  open('example')
  await screen.findByRole('region', { name: 'Why' })
  await key('n')
  await write('ask the network people')
  await key('7')
  const notes = await screen.findByRole('region', { name: 'Notes' })
  await within(notes).findByText('ask the network people')
  await key('z', { ctrlKey: true })
  await within(notes).findByText('No notes yet')
  await key('Z', { ctrlKey: true, shiftKey: true })
  await within(notes).findByText('ask the network people')
  await fireEvent.click(within(notes).getByRole('button', { name: 'Delete note A' }))
  await within(notes).findByText('No notes yet')
})

it('keeps what was typed when the editor is closed', async () => {
  open('example')
  await screen.findByRole('region', { name: 'Why' })
  await key('n')
  await fireEvent.input(within(await editor()).getByRole('textbox'), { target: { value: 'half a sen' } })
  await fireEvent.keyDown(await editor(), { key: 'Escape' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await key('n')
  expect(within(await editor()).getByRole<HTMLTextAreaElement>('textbox').value).toBe('half a sen')
  await fireEvent.click(within(await editor()).getByRole('button', { name: 'Discard' }))
  await key('n')
  expect(within(await editor()).getByRole<HTMLTextAreaElement>('textbox').value).toBe('')
})

it('leads back to what it is on', async () => {
  open('example')
  await screen.findByRole('region', { name: 'Why' })
  await fireEvent.click(await screen.findByRole('option', { name: /client, client_hello/ }))
  await key('n')
  await write('the offer')
  await key('0')
  const overview = await screen.findByRole('region', { name: 'Overview' })
  await fireEvent.click(await within(overview).findByRole('button', { name: /the offer/ }))
  await waitFor(() => expect(location.hash).toMatch(/message=1/))
})
