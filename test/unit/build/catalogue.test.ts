import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { missingTests } from '../../../build/catalogue.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gskope-catalogue-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const put = (file: string, text: string): void => {
  mkdirSync(dirname(join(root, file)), { recursive: true })
  writeFileSync(join(root, file), text)
}

test.each([
  ['reader', 'main/format/pcap.ts', 'export const pcap: PacketReader = {}', 'test/unit/format/pcap.test.ts'],
  ['decoder', 'main/tls/alert.ts', 'export function decodeAlert() {}', 'test/unit/tls/alert.test.ts'],
  [
    'decoder',
    'main/tls/extension/key-share.ts',
    'export function decodeKeyShare() {}',
    'test/unit/tls/extension/key-share.test.ts',
  ],
  ['query', 'db/query/leg-list.ts', 'export const legList = 1', 'test/unit/db/query/leg-list.test.ts'],
  [
    'rule',
    'main/diagnose/rule/certificate-expired.ts',
    'export const rule = 1',
    'test/unit/diagnose/rule/certificate-expired.test.ts',
  ],
])('a %s without a test is named: %s', (what, file, text, expected) => {
  put(file, `${text}\n`)
  expect(missingTests(root)).toEqual([{ what, file, expected }])
  put(expected, '')
  expect(missingTests(root)).toEqual([])
})

test('a test for the whole folder counts, and one that imports the file', () => {
  put('main/tls/extension/key-share.ts', 'export function decodeKeyShare() {}\n')
  put('test/unit/tls/extension.test.ts', '')
  put('main/tls/server-hello.ts', 'export function decodeServerHello() {}\n')
  expect(missingTests(root).map(({ file }) => file)).toEqual(['main/tls/server-hello.ts'])
  put('test/unit/tls/handshake.test.ts', "import { decodeServerHello } from '../../../main/tls/server-hello.ts'\n")
  expect(missingTests(root)).toEqual([])
})

test('what neither reads nor asks owes nothing', () => {
  put('main/tls/message.ts', 'export interface TlsMessage {}\n')
  put('main/format/limits.ts', 'export const MAX = 1\n')
  expect(missingTests(root)).toEqual([])
})
