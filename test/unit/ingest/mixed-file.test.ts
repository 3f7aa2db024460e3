/** Everything in one text, in any order: each part has its reader, and gives what it gives alone. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFiles } from '../../support/open-files.ts'

const fixture = (name: string): string =>
  readFileSync(new URL(`../../fixture/listing/${name}`, import.meta.url), 'latin1').trimEnd() + '\n'
const PARTS: Readonly<Record<string, string>> = {
  'gsk-ctrace': fixture('tls12-server.txt'),
  'packet-listing': fixture('packet-trace.txt'),
  'attls-log': fixture('attls-server.log'),
  'attls-policy': 'TTLSRule  RULE1\n{\n  LocalPortRange  2023\n  Direction  Inbound\n  TTLSGroupActionRef  GA1\n}\n',
}
const headless = (text: string): string => text.slice(Math.max(0, text.search(/^.*(MESSAGE|PACKET) /m)))
const SPOOL = ' !! END OF JES SPOOL FILE !!\n'
const NAMES = Object.keys(PARTS)
const ORDERS = NAMES.flatMap((first) => {
  const others = NAMES.filter((name) => name !== first)
  return [
    [first, ...others],
    [first, ...others.toReversed()],
  ]
})

let folder = ''
const alone = new Map<string, number>()
const countsOf = async (text: string): Promise<Record<string, number>> => {
  const file = join(folder, 'job.txt')
  writeFileSync(file, text, 'latin1')
  const { document } = await openFiles([file], false)
  return Object.fromEntries(document.sources.map(({ format, records }) => [format ?? '', records] as const))
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-mixed-'))
  for (const [name, text] of Object.entries(PARTS)) alone.set(name, (await countsOf(text))[name] ?? 0)
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

describe('a file with several sources in it', () => {
  it('has parts that hold something', () => {
    expect([...alone.values()].every((records) => records > 0)).toBe(true)
  })

  it.each(ORDERS.map((order) => [order.join(', '), order] as const))('in the order %s', async (_names, order) => {
    expect(await countsOf(order.map((name) => PARTS[name] ?? '').join(''))).toEqual(Object.fromEntries(alone))
  })

  it.each(ORDERS.map((order) => [order.join(', '), order] as const))('without headings, %s', async (_names, order) => {
    const text = order.map((name) => headless(PARTS[name] ?? '')).join(SPOOL)
    expect(await countsOf(text)).toEqual(Object.fromEntries(alone))
  })
})
