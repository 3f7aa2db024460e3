/** Every entry of every table is found by each way in which somebody types it, with all that the table knows of it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everyCode } from '../../../main/reference/code-list.ts'
import { lookUp } from '../../../main/reference/look-up.ts'
import type { Reading, ReadingKind } from '../../../main/reference/reading.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

type Entry = Readonly<Record<string, unknown>>

/** Of each list of each table: the kind of its readings, and how its entries are typed. */
const LISTS: Readonly<Record<string, Readonly<Record<string, readonly [kind: ReadingKind, ...ways: Way[]]>>>> = {
  alerts: { entries: ['alert', decimal, name], levels: ['alert-level', decimal, name] },
  'asn1-status-codes': { entries: ['asn1', hex8] },
  'attls-return-codes': { entries: ['at-tls', decimal], events: ['attls-event', (entry) => text(entry['event'])] },
  'certificate-compression': { entries: ['certificate-compression', decimal, name] },
  'cipher-suites': { entries: ['cipher-suite', hex4, (entry) => `0x${hex4(entry) ?? ''}`, name, openSslName] },
  'cms-status-codes': {
    entries: ['cms', hex8, (entry) => hex8(entry)?.toLowerCase(), (entry) => `0x${hex8(entry) ?? ''}`, symbol],
    symbolsWithoutCode: ['cms', symbol],
  },
  'compression-methods': { entries: ['compression', decimal, name] },
  'content-types': { entries: ['content-type', decimal, name] },
  extensions: { entries: ['extension', decimal, name] },
  'handshake-types': { entries: ['handshake-type', decimal, name] },
  'psk-modes-and-point-formats': {
    pskKeyExchangeModes: ['psk-mode', decimal, name],
    ecPointFormats: ['point-format', decimal, name],
  },
  'signature-schemes': { entries: ['signature-scheme', hex4, name] },
  'supported-groups': { entries: ['group', decimal, name] },
  'system-ssl-attributes': {
    entries: ['attribute', decimal, name, (entry) => `${name(entry) ?? ''}(${decimal(entry) ?? ''})`],
    namesWithoutId: ['attribute', name],
    ibmIOnly: ['attribute', decimal, name],
    traceEntryIds: ['trace-entry', (entry) => text(entry['hex'])],
    traceFunctions: ['trace-function', name],
  },
  'system-ssl-return-codes': {
    entries: [
      'system-ssl',
      decimal,
      (entry) => `0x134CC${Number(decimal(entry)).toString(16).padStart(3, '0')}`,
      symbol,
    ],
    symbolsWithoutCode: ['system-ssl', symbol],
    deprecatedApiCodes: ['system-ssl', decimal],
  },
  versions: { entries: ['version', hex4, name] },
  'zos-messages': {
    entries: ['message', (entry) => text(entry['id']), (entry) => text(entry['id'])?.toLowerCase()],
    pagentLogLevels: ['pagent-level', decimal, name],
    pagentLogMessages: ['pagent-message', (entry) => text(entry['id']), (entry) => text(entry['level'])],
    errno2Values: ['errno2', (entry) => text(entry['code'])],
    tlsTraceLevels: ['attls-trace', decimal],
  },
}

type Way = (entry: Entry) => string | undefined

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}
function number(entry: Entry): string | undefined {
  return text(entry['code'] ?? entry['number'] ?? entry['id'])
}
function decimal(entry: Entry): string | undefined {
  return number(entry)
}
/** In the project's tables a number, in what they are made from hexadecimal text. */
function hexOf(entry: Entry, digits: number): string | undefined {
  const { code } = entry
  return (typeof code === 'number' ? code.toString(16) : text(code))?.padStart(digits, '0').toUpperCase()
}
function hex4(entry: Entry): string | undefined {
  return hexOf(entry, 4)
}
function hex8(entry: Entry): string | undefined {
  return hexOf(entry, 8)
}
function name(entry: Entry): string | undefined {
  return text(entry['name'] ?? entry['iana_name'])
}
function symbol(entry: Entry): string | undefined {
  return text(entry['symbol'])
}
function openSslName(entry: Entry): string | undefined {
  return text(entry['opensslName'] ?? entry['openssl_name'])
}

const camelCase = (word: string): string => word.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
/** Only the words that say where something was published differ between the tables and what they are made from. */
const plain = (word: string): string =>
  word.replace(/ ?\(seed\)|seed: |\bseed\b|published trace|^Seen in a published trace: /gi, '')

function expectFound(folder: string): number {
  const list = new Set(everyCode())
  let seen = 0
  for (const file of readdirSync(folder).filter((one) => one.endsWith('.json'))) {
    const table = file.replace(/\.json$/, '')
    const content = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Readonly<Record<string, unknown>>
    for (const [key, entries] of Object.entries(content)) {
      if (!Array.isArray(entries) || entries.length === 0 || key === 'sources' || key === 'ranges') continue
      const plan = LISTS[table]?.[camelCase(key)]
      expect(plan, `${table} ${key}`).toBeDefined()
      const [kind, ...ways] = plan ?? ['message']
      for (const entry of entries as Entry[]) {
        for (const way of ways) {
          const typed = way(entry)
          if (typed === undefined) continue
          const found = lookUp(typed).readings.find((reading) => reading.kind === kind && isOf(entry, reading))
          expectWhole(found, entry, `${table}: ${typed}`)
          expect(
            Array.from(list).some((one) => one.kind === kind && isOf(entry, one)),
            typed,
          ).toBe(true)
          seen++
        }
      }
    }
  }
  return seen
}

/** Of several of a kind, the one that bears the entry's name, or has none. */
function isOf(entry: Entry, reading: Reading): boolean {
  const own = symbol(entry) ?? name(entry)
  return own === undefined || reading.name === undefined || reading.name === own || reading.kind.endsWith('message')
}

function expectWhole(found: Reading | undefined, entry: Entry, typed: string): void {
  expect(found, typed).toBeDefined()
  expect(found?.meaning.length, typed).toBeGreaterThan(3)
  expect(found?.confidence, typed).toBeDefined()
  expect(found?.sources.length, typed).toBeGreaterThan(0)
  expect(found?.manual, typed).not.toBe('')
  const causes = strings(entry['causes'] ?? entry['typical_causes'] ?? entry['typicalCauses']).map(plain)
  expect(found?.causes.map(plain), typed).toEqual(expect.arrayContaining(causes))
  expect(found?.advice.map(plain), typed).toEqual(
    expect.arrayContaining(strings(entry['fixes'] ?? entry['actions']).map(plain)),
  )
}

describe('every entry', () => {
  it('of the tables is found', () => {
    expect(expectFound(join(import.meta.dirname, '../../../main/reference/table'))).toBeGreaterThan(1_500)
  })

  it.skipIf(sharedFolder === undefined)('of what they are made from is found', () => {
    expect(expectFound(join(sharedFolder ?? '', 'reference'))).toBeGreaterThan(1_500)
  })
})
