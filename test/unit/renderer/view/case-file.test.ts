// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { expect, test } from 'vitest'
import type { Result } from '../../../../preload/contract/carrier.ts'
import type { Channel } from '../../../../preload/contract/channel.ts'
import type { Reply, Request } from '../../../../preload/contract/index.ts'
import { StandInEngine } from '../../../support/stand-in-engine.ts'
import { openWindow, standInWindow } from './stand-in-window.ts'

standInWindow()

const asked = (engine: StandInEngine, channel: string): unknown[] =>
  engine.asked.filter((one) => one.channel === channel).map(({ payload }) => payload)

/** A case that is no example, with its capture gone. */
class AwayEngine extends StandInEngine {
  away: 'missing' | 'foreign' | null = 'missing'
  override caseState(): ReturnType<StandInEngine['caseState']> {
    const state = super.caseState()
    const [first, ...rest] = state.sources
    return { ...state, sources: first ? [{ ...first, away: this.away }, ...rest] : [] }
  }
}

test('a case is saved under a path that is typed, and then without a question', async () => {
  const engine = openWindow('example')
  await screen.findByRole('listbox', { name: 'Connections' })
  await fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
  const dialog = await screen.findByRole('dialog', { name: 'Save the case as' })
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'File' }), { target: { value: '/data/a.gskope' } })
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved as /data/a.gskope.')
  expect(asked(engine, 'case.save')).toEqual([{ path: '/data/a.gskope', replace: false }])
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
  await waitFor(() => expect(asked(engine, 'case.save').at(-1)).toEqual({ path: '/data/a.gskope', replace: true }))
})

test('a case that is behind its saved copy is not left unasked', async () => {
  const engine = openWindow('example')
  await screen.findByRole('listbox', { name: 'Connections' })
  await fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
  const dialog = await screen.findByRole('dialog', { name: 'Save the case as' })
  await fireEvent.input(within(dialog).getByRole('textbox', { name: 'File' }), { target: { value: '/data/a.gskope' } })
  await fireEvent.click(within(dialog).getByRole('button', { name: 'Save' }))
  await screen.findByText('Saved as /data/a.gskope.')
  await fireEvent.keyDown(document.body, { key: 'n' })
  const note = await screen.findByRole('dialog', { name: 'New note' })
  await fireEvent.input(within(note).getByRole('textbox'), { target: { value: 'ask the bank' } })
  await fireEvent.click(within(note).getByRole('button', { name: /^Save/ }))
  await screen.findByText(', saved copy is behind')
  await fireEvent.click(screen.getByRole('button', { name: 'gskope' }))
  const leave = await screen.findByRole('alertdialog', { name: 'Leave this case?' })
  await fireEvent.click(within(leave).getByRole('button', { name: 'Stay' }))
  expect(asked(engine, 'case.new')).toEqual([])
  await fireEvent.click(screen.getByRole('button', { name: 'gskope' }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Save and leave' }))
  await waitFor(() => expect(asked(engine, 'case.new')).toHaveLength(1))
  expect(asked(engine, 'case.save').at(-1)).toEqual({ path: '/data/a.gskope', replace: true })
})

test('what is missing is named, and can be located', async () => {
  const engine = openWindow('example', new AwayEngine({ scene: 'example' }))
  await screen.findByText(/tn3270.pcapng is not where it was/)
  await fireEvent.click(screen.getByRole('button', { name: 'Locate…' }))
  await screen.findByText('other.pcap: none of the files that are looked for.')
  expect(asked(engine, 'case.locate')).toEqual([{ paths: ['/data/picked.pcap'] }])
})

test('the paths of a case from elsewhere are opened once they are trusted', async () => {
  const engine = new AwayEngine({ scene: 'example' })
  engine.away = 'foreign'
  openWindow('example', engine)
  await screen.findByText(/was made on another machine/)
  engine.away = null
  await fireEvent.click(screen.getByRole('button', { name: 'Trust its paths' }))
  await waitFor(() => expect(screen.queryByText(/was made on another machine/)).toBeNull())
  expect(asked(engine, 'case.trust')).toHaveLength(1)
})

test('one goes back to the place where one was, and forward again', async () => {
  openWindow('example')
  const list = await screen.findByRole('listbox', { name: 'Connections' })
  await waitFor(() => expect(within(list).getAllByRole('option').length).toBeGreaterThan(1))
  const options = within(list).getAllByRole('option')
  await fireEvent.click(options[0] as HTMLElement)
  await fireEvent.click(options[1] as HTMLElement)
  const selected = (): HTMLElement => within(list).getByRole('option', { selected: true })
  const second = selected().id
  await fireEvent.keyDown(document.body, { key: 'ArrowLeft', altKey: true })
  await waitFor(() => expect(selected().id).not.toBe(second))
  await fireEvent.keyDown(document.body, { key: 'ArrowRight', altKey: true })
  await waitFor(() => expect(selected().id).toBe(second))
})

test('the window is as it was when the case was last open', async () => {
  class Remembering extends StandInEngine {
    override caseState(): ReturnType<StandInEngine['caseState']> {
      const window = JSON.stringify({ filter: 'outcome:failed', sort: 'client', tab: 'negotiation', connection: 2 })
      return { ...super.caseState(), window }
    }
  }
  const engine = openWindow('example', new Remembering({ scene: 'example' }))
  await screen.findByRole('listbox', { name: 'Connections' })
  expect(asked(engine, 'connection.page')).toContainEqual(
    expect.objectContaining({ filter: 'outcome:failed', sort: 'client' }),
  )
  await waitFor(() => expect(screen.getByRole('tab', { name: 'Negotiation' }).ariaSelected).toBe('true'))
  expect(screen.getByRole('option', { selected: true }).id).toBe('connection-2')
  await fireEvent.click(screen.getByRole('tab', { name: 'Ladder' }))
  await waitFor(() => expect(JSON.stringify(asked(engine, 'case.keepWindow').at(-1))).toContain('ladder'))
})

/** A case whose first connection, or everything, goes with a source that is taken out. */
class ThinnedEngine extends StandInEngine {
  left: 'all' | 'some' | 'none' = 'all'
  override caseState(): ReturnType<StandInEngine['caseState']> {
    const state = super.caseState()
    return this.left === 'none' ? { ...state, sources: [], connections: 0, failed: 0, incomplete: 0 } : state
  }
  override async request<C extends Channel>(
    channel: C,
    payload: Request<C>,
    signal?: AbortSignal,
  ): Promise<Result<Reply<C>>> {
    const reply = await super.request(channel, payload, signal)
    const { left } = this
    if (channel === 'connection.detail' && left !== 'all' && (left === 'none' || (payload as { id: number }).id === 1))
      return { ok: false, code: 'not-found', message: 'There is no such connection.' } as const
    if (channel !== 'connection.page' || left !== 'none' || !reply.ok) return reply
    return { ok: true, value: Object.assign({}, reply.value, { rows: [], total: 0, counted: true }) }
  }
  take(left: 'some' | 'none'): void {
    this.left = left
    this.emit('case.changed', this.caseState())
  }
}

test('a connection that leaves the case with its source gives way to the first one that is left', async () => {
  history.replaceState(null, '', '/#connection=1')
  const engine = new ThinnedEngine({ scene: 'example' })
  openWindow('example', engine)
  await screen.findByText('The TLS 1.2 handshake completed')
  engine.take('some')
  await waitFor(() => expect(location.hash).toMatch(/connection=2/))
  expect(screen.queryByText('This connection could not be read')).toBeNull()
})

test('a case without files says so, and how to add some', async () => {
  history.replaceState(null, '', '/#connection=2')
  const engine = new ThinnedEngine({ scene: 'example' })
  openWindow('example', engine)
  await screen.findByRole('region', { name: 'Why' })
  engine.take('none')
  await screen.findByText('No files in this case')
  await screen.findByRole('button', { name: 'Add files…' })
  expect(screen.queryByText('This connection could not be read')).toBeNull()
  expect(screen.queryByText(/The files were read/)).toBeNull()
})
