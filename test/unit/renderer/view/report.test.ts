import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it, vi } from 'vitest'
import type { Result } from '../../../../preload/contract/carrier.ts'
import type { Channel } from '../../../../preload/contract/channel.ts'
import type { Reply, Request } from '../../../../preload/contract/index.ts'
import { StandInEngine } from '../../../support/stand-in-engine.ts'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()

/** The window with a handshake shown and the report's dialog over it. */
async function reportDialog(engine = new StandInEngine({ scene: 'example' })) {
  open('example', engine)
  await screen.findByRole('region', { name: 'Why' })
  await fireEvent.keyDown(document.body, { key: 'r' })
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findByTitle('Preview of the report')
  const asked = <C extends 'report.make' | 'report.save'>(channel: C): Request<C> | undefined =>
    engine.asked.findLast((one) => one.channel === channel)?.payload as Request<C> | undefined
  return { dialog, asked, within: within(dialog) }
}

describe('the report', () => {
  it('opens by key on the connection that is shown, with everything in it', async () => {
    const { asked, dialog } = await reportDialog()
    expect(asked('report.make')).toMatchObject({ as: 'preview', filter: '', title: null, redactWith: null })
    expect(asked('report.make')?.connections).toHaveLength(1)
    expect(asked('report.make')?.sections).toEqual(expect.arrayContaining(['ladder', 'evidence', 'appendix']))
    expect(within(dialog).getByLabelText('The connection that is shown')).toHaveProperty('checked', true)
  })

  it('asked for while files are read says why there is none yet', async () => {
    open('indexing')
    await screen.findByText('Indexing')
    for (const [key, says] of [
      ['r', /^A report can be made once the files are read/],
      ['X', /^Connections can be exported once the files are read/],
    ] as const) {
      await fireEvent.keyDown(document.body, { key })
      const said = await screen.findByText(says)
      expect(said.getAttribute('role')).toBe('status')
    }
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('is previewed in a frame that runs no script and leads nowhere', async () => {
    const { within: inside } = await reportDialog()
    const frame = inside.getByTitle('Preview of the report')
    expect(frame.getAttribute('sandbox')?.split(' ').sort()).toEqual(['allow-modals', 'allow-same-origin'])
    expect(frame.getAttribute('srcdoc')).toContain("default-src 'none'")
    expect(frame.getAttribute('srcdoc')).toContain('<p>What failed, and why.</p>')
  })

  it('follows what is typed and ticked, and names what is masked by kind', async () => {
    const { within: inside, asked } = await reportDialog()
    await fireEvent.input(inside.getByLabelText('Title'), { target: { value: ' Outage of Monday ' } })
    await fireEvent.input(inside.getByLabelText('Author'), { target: { value: 'J. Doe' } })
    await fireEvent.click(inside.getByLabelText('Certificates'))
    await fireEvent.click(inside.getByLabelText(/All of the case/))
    await waitFor(() => expect(asked('report.make')).toMatchObject({ title: 'Outage of Monday', author: 'J. Doe' }))
    expect(asked('report.make')?.sections).not.toContain('certificates')
    expect(asked('report.make')?.connections).toEqual([])
    await fireEvent.click(inside.getByLabelText(/are masked/))
    const masked = await inside.findByRole('list', { name: 'Masked' })
    expect(masked.textContent).toBe('2 addresses')
    expect(asked('report.make')?.redactWith).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is written with the pseudonyms of its preview, and asks before a file is replaced', async () => {
    const { within: inside, asked } = await reportDialog()
    await fireEvent.click(inside.getByLabelText(/are masked/))
    await waitFor(() => expect(asked('report.make')?.redactWith).toBeTruthy())
    const key = asked('report.make')?.redactWith
    await fireEvent.click(inside.getByLabelText('Markdown'))
    await fireEvent.input(inside.getByLabelText('Path'), { target: { value: '/data/taken.md' } })
    await fireEvent.click(inside.getByRole('button', { name: 'Save' }))
    await inside.findByText(/\/data\/taken\.md is there already/)
    expect(asked('report.save')).toMatchObject({ as: 'markdown', redactWith: key, replace: false })
    await fireEvent.click(inside.getByRole('button', { name: 'Replace it' }))
    await inside.findByText(/\/data\/taken\.md is written, 40.000 bytes/)
    expect(asked('report.save')).toMatchObject({ replace: true })
  })

  it('goes to the browser without a path', async () => {
    const names: string[] = []
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }))
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download)
    })
    const { within: inside } = await reportDialog()
    await fireEvent.click(inside.getByRole('button', { name: 'Save' }))
    await inside.findByText(/gskope-report\.html is written/)
    expect(names).toEqual(['gskope-report.html'])
  })

  it('says why there is no PDF, and offers the HTML', async () => {
    const engine = new (class extends StandInEngine {
      override request<C extends Channel>(channel: C, payload: Request<C>, signal?: AbortSignal) {
        const none: Result<Reply<C>> = { ok: false, code: 'failed', message: 'No browser was found for a PDF.' }
        if (channel === 'report.save' && (payload as Request<'report.save'>).as === 'pdf') return Promise.resolve(none)
        return super.request(channel, payload, signal)
      }
    })({ scene: 'example' })
    const { within: inside, asked } = await reportDialog(engine)
    await fireEvent.click(inside.getByLabelText('PDF'))
    await fireEvent.input(inside.getByLabelText('Path'), { target: { value: '/data/r.pdf' } })
    await fireEvent.click(inside.getByRole('button', { name: 'Save' }))
    await inside.findByText(/No browser was found for a PDF/)
    await fireEvent.click(inside.getByRole('button', { name: 'Save as HTML' }))
    await inside.findByText(/is written/)
    expect(asked('report.save')).toMatchObject({ as: 'html', path: '/data/r.html' })
  })
})
