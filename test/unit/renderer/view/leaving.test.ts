import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()

/** Files that the browser was given, by name. */
function downloads(): string[] {
  const names: string[] = []
  vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }))
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  return names
}

describe('the guide for collecting a trace', () => {
  it('opens by key, follows what is typed, and says at its field which name z/OS would not take', async () => {
    const saved = downloads()
    open('start')
    await screen.findByRole('button', { name: 'How to collect a trace…' })
    await fireEvent.keyDown(document.body, { key: 'g' })
    const dialog = await screen.findByRole('dialog')
    const guide = await within(dialog).findByRole('region', { name: 'Guide' })
    await within(guide).findByText('S GSKSRVR')
    expect(within(guide).getByRole('button', { name: 'Copy: S GSKSRVR' })).toBeTruthy()
    expect(within(guide).getByText('The TCP/IP stack is assumed to be TCPIP.')).toBeTruthy()

    const jobs = within(dialog).getByLabelText(/^Jobs/)
    await fireEvent.input(jobs, { target: { value: 'TN3270' } })
    await within(guide).findByText('Jobs: TN3270')
    await fireEvent.input(jobs, { target: { value: 'TN3270, TOOLONGNAME' } })
    await within(dialog).findByText(/at most 8 characters/)
    expect(jobs.getAttribute('aria-invalid')).toBe('true')
    const save = within(dialog).getByRole('button', { name: 'Save as text' })
    expect(save).toHaveProperty('disabled', true)
    // The last good one stays in view.
    expect(within(guide).getByText('Jobs: TN3270')).toBeTruthy()

    await fireEvent.input(jobs, { target: { value: 'TN3270' } })
    await waitFor(() => expect(save).toHaveProperty('disabled', false))
    await fireEvent.click(save)
    expect(saved).toEqual(['collect-tls-trace.txt'])
  })
})

describe('export', () => {
  it('asks which and as what, and hands the file to the browser', async () => {
    const saved = downloads()
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: 'X' })
    const dialog = await screen.findByRole('dialog')
    expect(within(dialog).getByLabelText('The connection that is shown')).toBeTruthy()
    await fireEvent.click(within(dialog).getByLabelText(/Table \(CSV\)/))
    expect(within(dialog).getByLabelText(/A row for each message/)).toBeTruthy()
    await fireEvent.click(within(dialog).getByRole('button', { name: 'Export' }))
    await within(dialog).findByText(/3 packets of 1 connection/)
    expect(saved).toEqual(['gskope-export.csv'])
  })

  it('warns of secrets before they leave', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: 'X' })
    const dialog = await screen.findByRole('dialog')
    const secrets = within(dialog).getByLabelText(/With the secrets/)
    expect(secrets).toHaveProperty('checked', false)
    await fireEvent.click(secrets)
    expect(within(dialog).getByText(/can read what was encrypted/)).toBeTruthy()
  })
})
