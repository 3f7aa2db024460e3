/** A small export, byte by byte: what changes here changes what other programs read. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Engine } from '../../../main/engine/engine.ts'
import { connectionNumbered } from '../../../main/engine/export/connection-plan.ts'
import { exportFile } from '../../../main/engine/export/export-file.ts'

const LISTING = join(import.meta.dirname, '../../../build/example/case/tn3270-after-key-rollover.gsksrvr.txt')
let folder = ''
let engine: Engine

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gskope-golden-export-'))
  engine = new Engine({ home: folder, version: '0' })
  await engine.openAs(join(folder, 'case.gskope'), [LISTING])
  await engine.idle()
})
afterAll(async () => {
  await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['synthetic', 'pcapng'],
  ['connection', 'csv'],
  ['messages', 'csv'],
] as const)('%s.%s', async (name, form) => {
  const failed = [...Array(10).keys()]
    .map((at) => connectionNumbered(engine.case, at + 1))
    .find((id) => id !== undefined && engine.case.contents.facts(id)?.outcome === 'failed')
  const target = join(folder, `${name}.${form}`)
  await exportFile(engine.case, {
    target,
    form,
    ids: [failed ?? 0],
    secrets: false,
    redactWith: undefined,
    messages: name === 'messages',
    replace: false,
    version: '0',
    progress: () => undefined,
    signal: undefined,
  })
  const written = readFileSync(target)
  await expect(
    form === 'pcapng' ? dump(written) : written.toString('utf8').replaceAll('\r\n', '<CR>\n'),
  ).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${name}.${form}.txt`))
})

/** Offset, hex, text: sixteen bytes a line. */
function dump(bytes: Uint8Array): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16)
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    const text = [...part].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('')
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(47)}  ${text}`)
  }
  return `${lines.join('\n')}\n`
}
