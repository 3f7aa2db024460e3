import { fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { describe, expect, it } from 'vitest'
import { openWindow as open, standInWindow } from './stand-in-window.ts'

standInWindow()

const connections = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Connections' })
const messages = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Messages of the handshake' })

describe('the start view', () => {
  it('opens the example, and recent cases by their file', async () => {
    const engine = open('start')
    await fireEvent.click(await screen.findByRole('button', { name: /TN3270 after key rollover.*1.284 connections/ }))
    expect(engine.asked).toContainEqual({
      channel: 'case.open',
      payload: { paths: ['/home/op/.local/share/gskope/tn3270.gskope'] },
    })
    expect(await connections()).toBeTruthy()
  })

  it('forgets a recent case', async () => {
    const engine = open('start')
    await fireEvent.click(await screen.findByRole('button', { name: 'Forget FTP to partner bank' }))
    await waitFor(() => expect(screen.queryByText('FTP to partner bank')).toBeNull())
    expect(engine.asked.at(-1)?.channel).toBe('recent.forget')
  })
})

describe('the main journey', () => {
  it('goes from the example to the bytes of the alert and to offered against accepted', async () => {
    open('start')
    await fireEvent.click(await screen.findByRole('button', { name: 'Open the example' }))
    const failed = await within(await connections()).findByRole('option', {
      name: /^failed, 10\.1\.0\.2 to tn3270\.corp:2023.*fatal handshake_failure/,
    })
    await fireEvent.click(failed)
    expect(
      await screen.findByRole('heading', {
        name: 'The server ended the handshake with fatal handshake_failure after client_hello',
      }),
    ).toBeTruthy()

    await fireEvent.click(
      await within(await messages()).findByRole('option', { name: /server, fatal handshake_failure/ }),
    )
    const bytes = await screen.findByRole('grid', { name: 'Bytes' })
    expect(
      within(bytes)
        .getAllByRole('gridcell', { selected: true })
        .map((cell) => cell.textContent),
    ).toEqual(['02', '28'])
    await fireEvent.click(within(bytes).getByText('28'))
    expect(await screen.findByRole('treeitem', { name: /description/, selected: true })).toBeTruthy()
    expect(
      within(bytes)
        .getAllByRole('gridcell', { selected: true })
        .map((cell) => cell.textContent),
    ).toEqual(['28'])

    await fireEvent.click(screen.getByRole('button', { name: 'All of the negotiation' }))
    const table = await screen.findByRole('table', { name: 'Cipher suites' })
    const row = within(table).getByRole('row', { name: /TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256/ })
    expect(within(row).getByText('not offered')).toBeTruthy()
    expect(within(row).getByText('allowed')).toBeTruthy()
    expect(within(row).getByText('C02B')).toBeTruthy()
  })

  it('chooses the first failed connection by itself, and shows names from files as text', async () => {
    open('example')
    expect(await screen.findByRole('heading', { name: /fatal handshake_failure after client_hello/ })).toBeTruthy()
    expect(await screen.findByText('<script>alert(1)</script>')).toBeTruthy()
    expect(document.querySelector('script')).toBeNull()
  })
})

describe('keys', () => {
  it('move through the list, and from it through the ladder', async () => {
    open('example')
    const list = await connections()
    const place = (): string | null =>
      within(list).getByRole('option', { selected: true }).getAttribute('aria-posinset')
    await waitFor(() => expect(place()).toBe('2'))
    await fireEvent.keyDown(list, { key: 'ArrowDown' })
    await waitFor(() => expect(place()).toBe('3'))
    await fireEvent.keyDown(list, { key: 'k' })
    await waitFor(() => expect(place()).toBe('2'))
    await fireEvent.keyDown(list, { key: 'Home' })
    await waitFor(() => expect(place()).toBe('1'))
    await screen.findByRole('heading', { name: /handshake completed/ })
    const ladder = await messages()
    await fireEvent.keyDown(ladder, { key: 'ArrowDown' })
    await fireEvent.keyDown(ladder, { key: 'ArrowDown' })
    await waitFor(() =>
      expect(within(ladder).getByRole('option', { selected: true }).getAttribute('aria-label')).toMatch(
        /^2, server, server_hello/,
      ),
    )
  })

  it('walk the field tree and mark its bytes', async () => {
    open('example')
    await fireEvent.click(await within(await messages()).findByRole('option', { name: /client, client_hello/ }))
    const tree = await screen.findByRole('tree', { name: 'Fields' })
    for (let i = 0; i < 4; i++) await fireEvent.keyDown(tree, { key: 'ArrowDown' })
    expect(await within(tree).findByRole('treeitem', { selected: true, name: /legacy_version/ })).toBeTruthy()
    expect(
      within(screen.getByRole('grid', { name: 'Bytes' }))
        .getAllByRole('gridcell', { selected: true })
        .map((cell) => cell.textContent),
    ).toEqual(['03', '03'])
    await fireEvent.keyDown(tree, { key: 'ArrowLeft' })
    expect(await within(tree).findByRole('treeitem', { selected: true, name: /client_hello/ })).toBeTruthy()
    await fireEvent.keyDown(tree, { key: 'ArrowLeft' })
    await waitFor(() => expect(within(tree).getAllByRole('treeitem')).toHaveLength(1))
  })
})

describe('joining by hand', () => {
  it('marks by pointer and key, joins, says so, and undoes it', async () => {
    const engine = open('example')
    const list = await connections()
    await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe('connection-2'))
    // The one that is shown is meant too when another one is added.
    await waitFor(() => expect(document.getElementById('connection-3')).not.toBeNull())
    await fireEvent.click(document.getElementById('connection-3')!, { ctrlKey: true })
    const bar = await screen.findByRole('group', { name: 'Marked connections' })
    expect(bar.textContent).toMatch(/2 connections marked/)
    const marked = within(list).getAllByRole('option', { name: /marked to join/ })
    expect(marked.map(({ id }) => id).sort()).toEqual(['connection-2', 'connection-3'])
    await fireEvent.keyDown(document.body, { key: '+' })
    expect(await screen.findByText('2 connections joined into one.')).toBeTruthy()
    expect(engine.asked).toContainEqual({ channel: 'connection.join', payload: { connections: [2, 3] } })
    expect(screen.queryByRole('group', { name: 'Marked connections' })).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    await waitFor(() => expect(engine.asked.at(-1)?.channel).not.toBe('connection.join'))
    expect(engine.asked).toContainEqual({ channel: 'connection.undo', payload: {} })
    await waitFor(() => expect(screen.queryByText('2 connections joined into one.')).toBeNull())
  })

  it('tells which sources show a connection, and takes one of them out', async () => {
    const engine = open('example')
    const seen = await screen.findByRole('region', { name: 'Seen in' })
    expect(within(seen).getByText('GSKSRVR.trace.txt')).toBeTruthy()
    expect(within(seen).getAllByText(/joined by client random/)).toHaveLength(2)
    await fireEvent.click(within(seen).getByRole('button', { name: 'Split off GSKSRVR.trace.txt' }))
    expect(await screen.findByText(/^Split into/)).toBeTruthy()
    expect(engine.asked).toContainEqual({ channel: 'connection.split', payload: { connection: 2, leg: 102 } })
  })

  it('leaves the keys of a text field alone', async () => {
    const engine = open('example')
    const field = await screen.findByRole('combobox', { name: 'Filter connections' })
    await screen.findByRole('region', { name: 'Seen in' })
    field.focus()
    for (const key of ['m', '+', '-']) await fireEvent.keyDown(field, { key })
    await fireEvent.keyDown(field, { key: 'z', ctrlKey: true })
    expect(engine.asked.map(({ channel }) => channel).filter((channel) => /join|split|undo/.test(channel))).toEqual([])
  })
})

describe('a million connections', () => {
  it('are a list of which a few pages are asked for and a few rows are drawn', async () => {
    const engine = open('huge')
    const list = await connections()
    await fireEvent.keyDown(list, { key: 'ArrowDown' })
    await waitFor(() => expect(list.getAttribute('aria-activedescendant')).toBe('connection-1'))
    await fireEvent.keyDown(list, { key: 'End' })
    await waitFor(() =>
      expect(within(list).getByRole('option', { selected: true }).getAttribute('aria-posinset')).toBe('1000000'),
    )
    expect(within(list).getAllByRole('option').length).toBeLessThan(60)
    expect(engine.asked.filter(({ channel }) => channel === 'connection.page').length).toBeLessThan(10)
  })
})

describe('trouble', () => {
  it('is told with the next step, and can be retried', async () => {
    const engine = open('trouble')
    expect(await screen.findByText('Nothing could be read')).toBeTruthy()
    expect(screen.getByText(/Run IPCS with CTRACE/)).toBeTruthy()
    await fireEvent.click(screen.getAllByRole('button', { name: 'Retry' })[0]!)
    expect(engine.asked).toContainEqual({ channel: 'case.retry', payload: { source: 1 } })
  })

  it('asks again for what is shown when the engine came back, and says so', async () => {
    const engine = open('example')
    await screen.findByRole('heading', { name: /fatal handshake_failure/ })
    engine.emit('engine.restarted', { message: 'The engine stopped and was started again.' })
    expect(await screen.findByText('The engine stopped and was started again.')).toBeTruthy()
    const before = engine.asked.length
    await waitFor(
      () => expect(engine.asked.slice(before - 2).map(({ channel }) => channel)).toContain('connection.page'),
      { timeout: 2_000 },
    )
  })

  it('in a filter is shown at the field', async () => {
    open('example')
    const field = await screen.findByRole('combobox', { name: 'Filter connections' })
    await fireEvent.input(field, { target: { value: 'outcome:' } })
    expect(await screen.findByRole('alert')).toHaveProperty('textContent', 'outcome: needs a value')
    expect(field.getAttribute('aria-invalid')).toBe('true')
  })
})

describe('the overview', () => {
  const overview = (): Promise<HTMLElement> => screen.findByRole('heading', { name: 'Overview', level: 1 })

  it('is what a case with many connections opens with, and counts them', async () => {
    open('huge')
    await overview()
    expect(await screen.findByText(/^1.000.000 connections/)).toBeTruthy()
    expect(location.hash).toBe('')
  })

  it('stands behind the key 0, and a press on what is counted filters list and overview', async () => {
    const engine = open('example')
    await messages()
    await fireEvent.keyDown(document.body, { key: '0' })
    await overview()
    const endings = await screen.findByRole('region', { name: 'How they failed' })
    await fireEvent.click(within(endings).getAllByRole('button')[0] ?? endings)
    await waitFor(() =>
      expect(engine.asked).toContainEqual({
        channel: 'case.overview',
        payload: { filter: expect.stringContaining('outcome:failed') as unknown },
      }),
    )
    await fireEvent.click(await screen.findByRole('button', { name: 'Count all again' }))
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Count all again' })).toBeNull())
  })

  it('chooses a stretch of time by keys, and has the same as a table', async () => {
    const engine = open('huge')
    const chart = await screen.findByRole('application', { name: /Connections over time/ })
    await fireEvent.keyDown(chart, { key: 'Home' })
    await fireEvent.keyDown(chart, { key: 'ArrowRight', shiftKey: true })
    await fireEvent.keyDown(chart, { key: 'Enter' })
    await waitFor(() =>
      expect(engine.asked.some(({ payload }) => /after:\S+ before:\S+/.test(JSON.stringify(payload)))).toBe(true),
    )
    await fireEvent.click(await screen.findByRole('button', { name: 'As a table' }))
    expect(await screen.findByRole('table', { name: 'Connections by the time of their start' })).toBeTruthy()
  })
})

describe('comparing', () => {
  const compared = (): Promise<HTMLElement> => screen.findByRole('listbox', { name: 'Messages of A and B' })

  it('puts the shown handshake beside the nearest good one, with what parts them and the bytes of both', async () => {
    open('example')
    await messages()
    await fireEvent.keyDown(document.body, { key: 'c' })
    const rows = await compared()
    expect(await screen.findByText(/only the failed one has TLS_RSA_WITH_AES_128_CBC_SHA/)).toBeTruthy()
    expect(within(rows).getByRole('option', { selected: true, name: /^A: client client_hello/ })).toBeTruthy()
    expect(await screen.findByRole('region', { name: 'Bytes of A' })).toBeTruthy()
    expect(location.hash).toMatch(/compare=\d+%2C\d+/)
    expect(screen.queryByText(/outcome: failed in A/)).toBeNull()
    await fireEvent.click(screen.getByRole('button', { name: /^Everything/ }))
    expect(await screen.findByText(/outcome: failed in A/)).toBeTruthy()
    await fireEvent.keyDown(document.body, { key: 'Escape' })
    await messages()
  })

  it('puts the marked ones beside each other as columns, and folds what is alike', async () => {
    const engine = open('example')
    const list = await connections()
    await messages()
    await fireEvent.keyDown(list, { key: 'Home' })
    for (const key of [' ', 'ArrowDown', ' ', 'ArrowDown', ' ']) await fireEvent.keyDown(list, { key })
    await fireEvent.keyDown(document.body, { key: 'M', shiftKey: true })
    const table = await screen.findByRole('region', { name: 'Handshakes and facts' })
    expect(within(table).getAllByRole('columnheader')).toHaveLength(3)
    expect(within(table).getByRole('row', { name: /^cipher suites/ })).toBeTruthy()
    expect(within(table).queryByRole('row', { name: /^server name/ })).toBeNull()
    expect(location.hash).toMatch(/compare=\d+%2C\d+%2C\d+/)
    await fireEvent.click(screen.getByRole('button', { name: /^Everything/ }))
    expect(within(table).getByRole('row', { name: /^server name/ })).toBeTruthy()
    await fireEvent.click(screen.getByRole('button', { name: 'Leave C out' }))
    await waitFor(() =>
      expect(
        engine.asked
          .filter(({ channel }) => channel === 'compare.several')
          .map(({ payload }) => (payload as { connections: number[] }).connections.length),
      ).toEqual([3, 2]),
    )
  })

  it('takes A and B from the list by keys, swaps them, and shows which they are', async () => {
    const engine = open('example')
    const list = await connections()
    await messages()
    await fireEvent.keyDown(list, { key: 'Home' })
    await messages()
    await fireEvent.keyDown(document.body, { key: 'a' })
    expect(await screen.findByText(/Choose another handshake/)).toBeTruthy()
    await fireEvent.keyDown(list, { key: 'ArrowDown' })
    await messages()
    await fireEvent.keyDown(document.body, { key: 'b' })
    await compared()
    await fireEvent.keyDown(document.body, { key: 's' })
    await compared()
    const pairs = engine.asked.filter(({ channel }) => channel === 'compare.pair').map(({ payload }) => payload)
    expect(pairs).toHaveLength(2)
    const [one, other] = pairs as { a: number; b: number }[]
    expect(one).toEqual({ a: other?.b, b: other?.a })
    expect(within(list).getByRole('option', { name: /chosen as A/ })).toBeTruthy()
    expect(within(list).getByRole('option', { name: /chosen as B/ })).toBeTruthy()
  })
})
