import { expect, it, vi } from 'vitest'
import type { EngineClient } from '../../../../preload/contract/carrier.ts'
import { Handshake } from '../../../../renderer/state/handshake.svelte.ts'

interface Asked {
  readonly id: number
  reply(): void
}

function handshake(): { readonly handshake: Handshake; readonly asked: Asked[] } {
  const asked: Asked[] = []
  const request = (_: string, { id }: { readonly id: number }, signal: AbortSignal): Promise<unknown> =>
    new Promise((resolve) => {
      signal.onabort = () => resolve({ ok: false, code: 'aborted', message: '' })
      asked.push({
        id,
        reply: () => resolve({ ok: true, value: { row: { id }, legs: [{ id }], messages: [], findings: [] } }),
      })
    })
  return { handshake: new Handshake({ request } as unknown as EngineClient), asked }
}

it('is waited for also where it is asked for again meanwhile', async () => {
  const { handshake: one, asked } = handshake()
  one.show(1)
  const shown = one.shown()
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  void one.refresh()
  expect(asked).toHaveLength(2)
  asked[1]?.reply()
  expect((await shown)?.row.id).toBe(1)
})

it('is not told to who waited for the one of before', async () => {
  const { handshake: one, asked } = handshake()
  one.show(1)
  const told = vi.fn()
  void one.shown().then(told)
  one.show(2)
  await vi.waitFor(() => expect(asked.map(({ id }) => id)).toEqual([2]))
  asked[0]?.reply()
  expect((await one.shown())?.row.id).toBe(2)
  expect(told).not.toHaveBeenCalled()
})

interface Question {
  readonly channel: string
  readonly connection: number
  readonly n: number
  readonly legs: readonly number[] | undefined
  answer(value: unknown): Promise<void>
  refuse(code: string): Promise<void>
}

/** An engine whose answers come when the test says so. */
function slow(): { readonly handshake: Handshake; last(channel: string): Question; readonly asked: Question[] } {
  const asked: Question[] = []
  const request = (
    channel: string,
    { id, connection = id ?? 0, n = 0, legs }: Partial<Question> & { readonly id?: number },
    signal: AbortSignal,
  ): Promise<unknown> =>
    new Promise((resolve) => {
      const told = async (result: unknown): Promise<void> => {
        resolve(result)
        await settle()
      }
      signal.onabort = () => resolve({ ok: false, code: 'aborted', message: '' })
      asked.push({
        channel,
        connection,
        n,
        legs,
        answer: (value) => told({ ok: true, value }),
        refuse: (code) => told({ ok: false, code, message: 'It is gone.' }),
      })
    })
  const last = (channel: string): Question => {
    const question = asked.findLast((one) => one.channel === channel)
    if (!question) throw new Error(`${channel} was not asked`)
    return question
  }
  return { handshake: new Handshake({ request } as unknown as EngineClient), asked, last }
}

const settle = (): Promise<void> => new Promise((done) => void setTimeout(done))
const detail = (id: number, ...legs: number[]): unknown => ({
  row: { id },
  legs: legs.map((leg) => ({ id: leg })),
  messages: [],
  findings: [],
})
const message = (n: number, length = 9): unknown => ({ row: { n }, bytes: new Uint8Array(length), fields: [] })

/** Connection 5 is shown, its message 3 is open, and it was joined to connection 2 since. */
async function joinedBehindOnesBack(): Promise<ReturnType<typeof slow>> {
  const one = slow()
  one.handshake.show(5)
  await vi.waitFor(() => expect(one.asked).toHaveLength(1))
  await one.last('connection.detail').answer(detail(5, 5))
  one.handshake.openMessage(3)
  expect(one.last('message.detail')).toMatchObject({ connection: 5, n: 3, legs: [5] })
  await one.last('message.detail').answer(message(3))
  one.handshake.bytes = { start: 2, end: 4 }
  void one.handshake.refresh()
  await one.last('connection.detail').answer(detail(2, 2, 5))
  return one
}

it('keeps the message that is open when a join numbers messages anew', async () => {
  const { handshake: one, last } = await joinedBehindOnesBack()
  // Until it is found, the window is as it was.
  expect([one.connection, one.detail?.row.id, one.messageNumber]).toEqual([5, 5, 3])
  expect(last('message.detail')).toMatchObject({ connection: 2, n: 3, legs: [5] })
  await last('message.detail').answer(message(7))
  expect([one.connection, one.detail?.row.id, one.messageNumber]).toEqual([2, 2, 7])
  expect(one.message?.row.n).toBe(7)
  expect(one.bytes).toEqual({ start: 2, end: 4 })
  // From now on its number is of the new detail.
  one.openMessage(1)
  expect(last('message.detail')).toMatchObject({ connection: 2, n: 1, legs: [2, 5] })
})

it('says so where the open message is not to be had any more, and shows no other', async () => {
  const { handshake: one, last } = await joinedBehindOnesBack()
  await last('message.detail').refuse('not-found')
  expect(one.connection).toBe(2)
  expect(one.message).toBeUndefined()
  expect(one.messageFailure).toBe('It is gone.')
})

it('stays as it is while its files are read anew, and is asked for again when the case has changed', async () => {
  const { handshake: one, last } = await joinedBehindOnesBack()
  await last('message.detail').refuse('not-yet')
  void one.refresh()
  await last('connection.detail').refuse('not-yet')
  expect([one.connection, one.detail?.row.id, one.messageNumber, one.detailFailure]).toEqual([5, 5, 3, undefined])
  void one.refresh()
  await last('connection.detail').answer(detail(9, 9))
  await last('message.detail').answer(message(4))
  expect([one.connection, one.messageNumber]).toEqual([9, 4])
})

it('stays as it is where the engine stops in between', async () => {
  const { handshake: one, last } = await joinedBehindOnesBack()
  await last('message.detail').refuse('disconnected')
  expect([one.connection, one.detail?.row.id, one.messageNumber]).toEqual([5, 5, 3])
  void one.refresh()
  await last('connection.detail').answer(detail(2, 2, 5))
  await last('message.detail').answer(message(7))
  expect([one.connection, one.messageNumber]).toEqual([2, 7])
})

it('follows who opens another message while the new number is asked for', async () => {
  const { handshake: one, last } = await joinedBehindOnesBack()
  const old = last('message.detail')
  one.openMessage(1)
  await old.answer(message(7))
  expect(last('message.detail')).toMatchObject({ connection: 2, n: 1, legs: [5] })
  await last('message.detail').answer(message(4))
  expect([one.connection, one.messageNumber, one.message?.row.n]).toEqual([2, 4, 4])
})

it('takes a number that was just told as it is', async () => {
  const { handshake: one, asked, last } = slow()
  one.show(2, 6)
  expect(last('message.detail')).toMatchObject({ connection: 2, n: 6, legs: undefined })
  await last('message.detail').answer(message(6))
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  await last('connection.detail').answer(detail(2, 2, 5))
  expect(asked).toHaveLength(2)
  expect(one.messageNumber).toBe(6)
})

it('does not go on with evidence of another finding', async () => {
  const { handshake: one, asked, last } = slow()
  const finding = (cause: string) => ({ cause, rank: 1, evidence: [{ message: null, byteRange: null }] })
  const told = (cause: string) => ({ ...(detail(1, 1) as object), findings: [finding(cause)] })
  one.show(1)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  await last('connection.detail').answer(told('suite-mismatch'))
  const [first] = one.detail?.findings ?? []
  if (first) one.follow(first, 0)
  expect(one.followed?.finding.cause).toBe('suite-mismatch')
  void one.refresh()
  await last('connection.detail').answer(told('suite-mismatch'))
  expect(one.followed?.finding.cause).toBe('suite-mismatch')
  void one.refresh()
  await last('connection.detail').answer(told('expired-certificate'))
  expect(one.followed).toBeUndefined()
})

/** Row `n` of a detail, in packet `frame` of the capture. */
const row = (n: number, frame: number, visibility = 'plain'): object => ({
  ...{ n, source: 1, frame, line: null, from: 'server', content: 'handshake', type: 2, name: null, length: 9 },
  ...{ visibility, complete: true, sightings: [{ source: 1, frame, line: null }] },
})

it('shows more of the open message where its file was read anew with keys, and never another one', async () => {
  const { handshake: one, asked, last } = slow()
  const told = (...messages: object[]) => ({ ...(detail(1, 1) as object), messages })
  const read = (of: object) => ({ row: of, bytes: new Uint8Array(9), fields: [] })
  one.show(1)
  await vi.waitFor(() => expect(asked).toHaveLength(1))
  await last('connection.detail').answer(told(row(1, 4), row(2, 6, 'encrypted')))
  one.openMessage(2)
  await last('message.detail').answer(read(row(2, 6, 'encrypted')))

  // As it was: nothing is asked for.
  void one.refresh()
  await last('connection.detail').answer(told(row(1, 4), row(2, 6, 'encrypted')))
  expect(asked.filter(({ channel }) => channel === 'message.detail')).toHaveLength(1)

  void one.refresh()
  await last('connection.detail').answer(told(row(1, 4), row(2, 5, 'decrypted'), row(3, 6, 'decrypted')))
  expect(last('message.detail')).toMatchObject({ connection: 1, n: 3 })
  await last('message.detail').answer(read(row(3, 6, 'decrypted')))
  expect([one.messageNumber, one.message?.row.visibility]).toEqual([3, 'decrypted'])

  void one.refresh()
  await last('connection.detail').answer(told(row(1, 4), row(2, 8), row(3, 9)))
  expect(one.message).toBeUndefined()
  expect(one.messageFailure).toMatch(/read anew/)
})
