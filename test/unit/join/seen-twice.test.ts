import { describe, expect, it } from 'vitest'
import { isSeenTwice, mayBeTranslated } from '../../../main/join/seen-twice.ts'
import type { SeenLeg } from '../../../main/join/seen-leg.ts'
import { madeMessage } from '../../support/made-message.ts'

const MS = 1_000_000n
const leg = (role: SeenLeg['role'], atNs: bigint, server: number | undefined, count = 2): SeenLeg => ({
  role,
  startNs: atNs,
  events: [],
  messages: [
    madeMessage(1, [7, 7], { timeNs: atNs, from: 'client' }),
    ...(server === undefined
      ? [
          madeMessage(0, [], {
            content: 'alert',
            type: 40,
            level: 2,
            bytes: Uint8Array.of(2, 40),
            timeNs: atNs + 3n * MS,
            from: 'server',
          }),
        ]
      : [madeMessage(2, [server], { timeNs: atNs + 3n * MS, from: 'server' })]),
  ].slice(0, count),
})

describe('two legs of one source with one random', () => {
  it.each([
    ['both sides of a router', leg('wire', 0n, 9), leg('wire', MS, 9), true],
    ['one cut short', leg('wire', 0n, 9), leg('wire', MS, 9, 1), false],
    ['both ends traced', leg('client', 0n, 9), leg('server', MS, 9), true],
    ['played again a second later', leg('wire', 0n, 9), leg('wire', 1_100n * MS, 9), false],
    ['another server', leg('wire', 0n, 9), leg('wire', MS, 8), false],
    ['a program that repeats its random', leg('wire', 0n, 9), leg('wire', 900n * MS, 5), false],
    ['refused on both sides of a router', leg('wire', 0n, undefined), leg('wire', MS, undefined), true],
    ['refused twice, one after the other', leg('wire', 0n, undefined), leg('wire', 50n * MS, undefined), false],
    ['a capture and a host', leg('wire', 0n, 9), leg('server', 0n, 9), false],
    ['the same side of a host', leg('server', 0n, 9), leg('server', 0n, 9), false],
  ])('%s', (_name, one, other, is) => {
    expect(isSeenTwice(one, other)).toBe(is)
    expect(isSeenTwice(other, one)).toBe(is)
  })
})

describe('two TCP connections of one capture', () => {
  const end = (address: string, port: number): { address: string; port: number } => ({ address, port })
  const client = end('10.0.0.1', 40_000)
  const server = end('10.0.0.2', 443)
  it.each([
    ["the client's address translated", { client: end('192.0.2.1', 61_000), server }, true],
    ["the server's address translated", { client, server: end('192.0.2.1', 8443) }, true],
    ['a proxy between', { client: end('10.0.0.9', 50_000), server: end('192.0.2.1', 443) }, false],
    ['the same ports again', { client, server }, false],
    ['ends that the source does not show', { client: undefined, server: undefined }, false],
  ])('%s', (_name, other, may) => {
    const one = { role: 'wire', client, server } as const
    expect(mayBeTranslated(one, { role: 'wire', ...other })).toBe(may)
    expect(mayBeTranslated({ role: 'wire', ...other }, one)).toBe(may)
  })

  it('are not asked of hosts', () => {
    const own = { client, server }
    expect(mayBeTranslated({ role: 'client', ...own }, { role: 'server', ...own })).toBe(true)
  })
})
