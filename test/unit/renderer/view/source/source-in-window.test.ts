import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../../../../preload/contract/carrier.ts'
import type { Channel } from '../../../../../preload/contract/channel.ts'
import type { ConnectionDetail } from '../../../../../preload/contract/connection.ts'
import type { Reply, Request } from '../../../../../preload/contract/index.ts'
import { StandInEngine } from '../../../../support/stand-in-engine.ts'
import { openWindow as open, standInWindow } from '../stand-in-window.ts'

standInWindow()

const connections = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Connections' })

describe('the source', () => {
  it('is searched, stepped through, gone to by line and time, and leads to the message of a line', async () => {
    const engine = open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: '6' })
    const source = await screen.findByRole('region', { name: 'Source' })
    const chosen = (): string | null | undefined =>
      within(within(source).getByRole('listbox')).queryByRole('option', { selected: true })?.textContent
    await within(source).findByText(/3.000 lines/)

    const find = within(source).getByRole('textbox', { name: 'Find in the source' })
    await fireEvent.input(find, { target: { value: 'edit_ciphers' } })
    await fireEvent.keyDown(find, { key: 'Enter' })
    await waitFor(() => expect(within(source).getByRole('status').textContent).toBe('1 of 30'))
    expect(chosen()).toContain('line 1 SSL_INFO edit_ciphers')
    await fireEvent.keyDown(find, { key: 'Enter' })
    await waitFor(() => expect(lineChosen()).toBe(101))
    await fireEvent.keyDown(find, { key: 'Enter', shiftKey: true })
    await waitFor(() => expect(lineChosen()).toBe(1))
    await fireEvent.keyDown(within(source).getByRole('listbox'), { key: 'N' })
    await waitFor(() => expect(lineChosen()).toBe(2_901))

    const goTo = within(source).getByRole('textbox', { name: 'Go to line or time' })
    await fireEvent.input(goTo, { target: { value: '1182' } })
    await fireEvent.keyDown(goTo, { key: 'Enter' })
    await waitFor(() => expect(lineChosen()).toBe(1_182))
    await within(source).findByText('connection 2, message 1')
    await fireEvent.keyDown(within(source).getByRole('listbox'), { key: 'Enter' })
    await waitFor(() => expect(location.hash).toMatch(/connection=2.*message=1/))
    expect(engine.asked.filter(({ channel }) => channel === 'source.search')).toHaveLength(1)

    await fireEvent.input(goTo, { target: { value: '99 999' } })
    await fireEvent.keyDown(goTo, { key: 'Enter' })
    await screen.findByText('The source ends before that: its last lines are shown.')
    await waitFor(() => expect(lineChosen()).toBe(3_000))

    await fireEvent.input(goTo, { target: { value: 'soon' } })
    await fireEvent.keyDown(goTo, { key: 'Enter' })
    expect(goTo.getAttribute('aria-invalid')).toBe('true')
  })

  it('tells who hears the list of no line before it is drawn', async () => {
    open('example')
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: '6' })
    const source = await screen.findByRole('region', { name: 'Source' })
    await within(source).findByText(/3.000 lines/)
    const list = within(source).getByRole('listbox')
    const missing: string[] = []
    new MutationObserver(() => {
      const id = list.getAttribute('aria-activedescendant')
      if (id !== null && document.getElementById(id) === null) missing.push(id)
    }).observe(list, { attributeFilter: ['aria-activedescendant'] })
    const goTo = within(source).getByRole('textbox', { name: 'Go to line or time' })
    await fireEvent.input(goTo, { target: { value: '2500' } })
    await fireEvent.keyDown(goTo, { key: 'Enter' })
    await waitFor(() => expect(lineChosen()).toBe(2_500))
    expect(missing).toEqual([])
  })

  it('leaves who went on to another line there when the message of the one before comes', async () => {
    let come: (() => void) | undefined
    /** Holds the connection back that the line belongs to; its messages stand in lines of every source. */
    class HeldBack extends StandInEngine {
      override async request<C extends Channel>(channel: C, payload: Request<C>): Promise<Result<Reply<C>>> {
        const isDetail = channel === 'connection.detail' && (payload as Request<'connection.detail'>).id === 2
        if (isDetail && come === undefined && location.hash.includes('message=1'))
          await new Promise<void>((resolve) => (come = resolve))
        const result = await super.request(channel, payload)
        if (!isDetail || !result.ok) return result
        const { messages: all, ...detail } = result.value as ConnectionDetail
        const inLines = all.map((row) => ({
          ...row,
          sightings: row.sightings.flatMap((one) => [1, 2].map((id) => ({ ...one, source: id, line: 1_181 + row.n }))),
        }))
        return { ok: true, value: { ...detail, messages: inLines } as Reply<C> }
      }
    }
    open('example', new HeldBack({ scene: 'example' }))
    await screen.findByRole('region', { name: 'Why' })
    await fireEvent.keyDown(document.body, { key: '6' })
    await fireEvent.keyDown(await connections(), { key: 'Home' })
    const source = await screen.findByRole('region', { name: 'Source' })
    await within(source).findByText(/3.000 lines/)
    const goTo = within(source).getByRole('textbox', { name: 'Go to line or time' })
    const go = async (line: string): Promise<void> => {
      await fireEvent.input(goTo, { target: { value: line } })
      await fireEvent.keyDown(goTo, { key: 'Enter' })
      await waitFor(() => expect(lineChosen()).toBe(Number(line)))
    }
    await go('1182')
    await within(source).findByText('connection 2, message 1')
    await fireEvent.keyDown(within(source).getByRole('listbox'), { key: 'Enter' })
    await waitFor(() => expect(come).toBeDefined())
    await go('40')
    come?.()
    await screen.findByRole('heading', { name: /The server ended the handshake/ })
    expect(lineChosen()).toBe(40)
  })

  const lineChosen = (): number =>
    Number(
      /source-line-(\d+)/.exec(
        screen.getByRole('listbox', { name: /^Lines/ }).getAttribute('aria-activedescendant') ?? '',
      )?.[1],
    )
})
