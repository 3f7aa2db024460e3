/** Whole exports, comparisons and clipboard texts of a case that is hostile wherever it can be, read as their readers read them. */
import { X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { csvParseRows } from 'd3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findingText } from '../../../main/presentation/finding-text.ts'
import { ladderDrawing, ladderFile } from '../../../main/presentation/ladder-drawing.ts'
import { tableMarkdown, tableTsv } from '../../../main/presentation/text-table.ts'
import { analysisReader } from '../../../main/engine/analysis-reader.ts'
import { directClient } from '../../support/direct-client.ts'
import { exportFile, type ExportRequest } from '../../../main/engine/export/export-file.ts'
import { collectGuide } from '../../../main/collect/guide.ts'
import { guideMarkdown } from '../../../main/collect/guide-markdown.ts'
import { guideText } from '../../../main/collect/guide-text.ts'
import { checkRequest } from '../../../main/collect/request.ts'
import { comparisonDocument } from '../../../main/report/comparison/document.ts'
import { comparisonHtml } from '../../../main/report/comparison/html.ts'
import { matrixDocument } from '../../../main/report/comparison/matrix-document.ts'
import { settingsDocument } from '../../../main/report/comparison/settings-document.ts'
import { matrixHtml, settingsHtml } from '../../../main/report/comparison/table-html.ts'
import {
  certificatesTable,
  connectionsTable,
  messagesTable,
  negotiationTables,
  notesTable,
} from '../../../renderer/state/view-tables.ts'
import { type HostileCase, hostileCase } from '../../support/hostile-case.ts'
import { FORMULA, HARMFUL, HOSTILE, HOSTILE_WORDS, HTML, MARKDOWN } from '../../support/hostile-names.ts'
import { openFiles } from '../../support/open-files.ts'
import { acting } from '../../support/skeleton.ts'

let hostile: HostileCase
const folder = mkdtempSync(join(tmpdir(), 'gskope-hostile-export-'))
beforeAll(async () => {
  hostile = await hostileCase()
})
afterAll(async () => {
  await hostile.close()
  rmSync(folder, { recursive: true, force: true })
})

async function exported(form: ExportRequest['form'], messages = false): Promise<Buffer> {
  const target = join(folder, `${messages ? 'messages' : 'export'}.${form}`)
  const rest = {
    secrets: false,
    redactWith: undefined,
    replace: true,
    version: '0.0.0',
    progress: () => undefined,
    signal: undefined,
  }
  await exportFile(hostile.engine.case, { target, form, messages, ids: undefined, ...rest })
  return readFileSync(target)
}

describe('an export', () => {
  it.each([false, true])(
    'as CSV has the cells that its head names, and no formula (messages: %s)',
    async (messages) => {
      const text = (await exported('csv', messages)).toString('utf8')
      expect(HARMFUL.exec(text)).toBeNull()
      const [head = [], ...rows] = csvParseRows(text)
      expect(rows.length).toBeGreaterThanOrEqual(hostile.ids.length)
      for (const row of rows) {
        expect(row).toHaveLength(head.length)
        for (const cell of row)
          if (!/^-?\d+(\.\d+)?$/.test(cell)) expect(/^\s*[=+\-@]|^[\t\r\n]/.test(cell), cell).toBe(false)
      }
      // They are in it, harmless.
      for (const one of [HTML, MARKDOWN, FORMULA])
        expect(rows.some((row) => row.some((cell) => cell.includes(one)))).toBe(true)
    },
  )

  it.each([false, true])('as NDJSON has one value a line, as it is (messages: %s)', async (messages) => {
    const text = (await exported('ndjson', messages)).toString('utf8')
    expect(HARMFUL.exec(text)).toBeNull()
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line))
    expect(rows.length).toBeGreaterThanOrEqual(hostile.ids.length)
    expect(JSON.stringify(rows)).toContain(JSON.stringify(MARKDOWN).slice(1, -1))
  })

  it('as PEM is certificates, each under lines that are none', async () => {
    const text = (await exported('pem')).toString('utf8')
    expect(HARMFUL.exec(text)).toBeNull()
    const lines = text.trimEnd().split('\n')
    const boundaries = lines.filter((line) => line.includes('-----'))
    expect(new Set(boundaries)).toEqual(new Set(['-----BEGIN CERTIFICATE-----', '-----END CERTIFICATE-----']))
    for (const line of lines)
      expect(line).toMatch(/^(# .*|-----(BEGIN|END) CERTIFICATE-----|[A-Za-z0-9+/]{1,64}={0,2})$/)
    const blocks = text.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/g) ?? []
    expect(blocks.length).toBeGreaterThanOrEqual(HOSTILE.length)
    for (const block of blocks) expect(new X509Certificate(block).serialNumber).toMatch(/^[0-9A-F]+$/)
  })

  it('as pcapng has texts that nothing hides in, and all packets', async () => {
    const bytes = await exported('pcapng')
    const texts = optionTexts(bytes)
    expect(texts.filter((text) => HARMFUL.test(text))).toEqual([])
    for (const one of [HTML, MARKDOWN, FORMULA]) expect(texts.some((text) => text.includes(one))).toBe(true)
    const { document } = await openFiles([join(folder, 'export.pcapng')], false)
    expect(document.summary.connections).toBe(hostile.engine.state().connections)
  })
})

it('comparisons as pages have nothing that acts', () => {
  const open = hostile.engine.case
  const read = analysisReader(open)
  const chosen = hostile.ids.slice(0, 8).flatMap((id, at) => {
    const connection = read(id, at + 1)
    return connection ? [{ file: HTML, connection }] : []
  })
  const [a, b] = chosen
  if (!a || !b) throw new Error('The case has two connections.')
  const { policies, rings, certificates } = open.setUp.configured.settings
  const one = { file: FORMULA, settings: { policies, rings: [], certificates } }
  const other = { file: MARKDOWN, settings: { policies: [], rings, certificates } }
  const settings = settingsDocument('0', one, other)
  const pages = [
    comparisonHtml(comparisonDocument('0', a, b), a, b, []),
    matrixHtml(matrixDocument('0', chosen), []),
    ...(settings ? [settingsHtml(settings, [])] : []),
  ]
  expect(pages.length).toBeGreaterThanOrEqual(2)
  for (const page of pages) {
    expect(acting(page)).toEqual([])
    expect(HARMFUL.exec(page)).toBeNull()
    expect(page).not.toContain('<script')
  }
})

describe('what goes to the clipboard', () => {
  it('tables are lines of cells, and findings and ladders bring nothing that acts', async () => {
    const client = directClient(hostile.engine)
    const sourceName = (id: number): string =>
      hostile.engine.state().sources.find((source) => source.id === id)?.name ?? ''
    const notes = await client.request('note.list', {})
    if (!notes.ok) throw new Error(notes.message)
    const rows = []
    for (const id of hostile.ids) {
      const detail = await client.request('connection.detail', { id })
      if (!detail.ok) throw new Error(detail.message)
      rows.push(detail.value.row)
      const tables = [
        messagesTable(detail.value, sourceName),
        certificatesTable(detail.value),
        ...negotiationTables(detail.value),
      ]
      for (const table of tables) readable(table)
      for (const finding of detail.value.findings) expect(HARMFUL.exec(findingText(finding, sourceName))).toBeNull()
      const { svg } = ladderFile(ladderDrawing(detail.value, sourceName, String))
      expect(acting(svg)).toEqual([])
      expect(HARMFUL.exec(svg)).toBeNull()
    }
    readable(connectionsTable(rows))
    readable(notesTable(notes.value.notes))
  })
})

function readable(table: Parameters<typeof tableTsv>[0][number]): void {
  const text = tableTsv([table])
  const lines = text.slice(0, -1).split('\n')
  expect(lines).toHaveLength(table.rows.length + 1)
  for (const line of lines) {
    const cells = line.split('\t')
    expect(cells).toHaveLength(table.heads.length)
    for (const cell of cells) expect(/^\s*[=+\-@]/.test(cell), cell).toBe(false)
  }
  const markdown = tableMarkdown([table])
  for (const one of [text, markdown]) expect(HARMFUL.exec(one)).toBeNull()
  for (const line of markdown.slice(0, -1).split('\n'))
    expect(line.replace(/\\./g, '').match(/\|/g)).toHaveLength(table.heads.length + 1)
}

it.each([...HOSTILE, ...HOSTILE_WORDS].map((text) => [text.slice(0, 40), text]))(
  'a guide for %j is refused',
  (_, text) => {
    for (const wish of [
      { jobs: [text] },
      { ports: [text] },
      { peer: text },
      { stack: text },
      { prefix: text },
      { release: text },
    ]) {
      const checked = checkRequest({
        jobs: [],
        ports: [],
        peer: undefined,
        stack: undefined,
        prefix: undefined,
        release: undefined,
        gsktrace: false,
        ...wish,
      })
      // A number may have a sign in front of it.
      if (checked.ok)
        throw new Error(
          `${JSON.stringify(wish).slice(0, 80)} was taken: ${guideText(collectGuide(checked.plan)).slice(0, 200)}${guideMarkdown(collectGuide(checked.plan)).length}`,
        )
      expect(checked.refusals.map(({ text: told }) => told).join('').length).toBeLessThan(2_000)
    }
  },
)

/** Texts of the options of section, interface and packet blocks (draft-ietf-opsawg-pcapng §3.5, §4), little-endian. */
function optionTexts(bytes: Buffer): string[] {
  const FIXED = new Map([
    [0x0a0d0d0a, 16],
    [1, 8],
    [6, 20],
  ])
  const texts: string[] = []
  for (let at = 0; at + 12 <= bytes.length;) {
    const type = bytes.readUInt32LE(at)
    const length = bytes.readUInt32LE(at + 4)
    expect(bytes.readUInt32LE(at + length - 4)).toBe(length)
    const fixed = FIXED.get(type)
    if (fixed !== undefined) {
      const captured = type === 6 ? bytes.readUInt32LE(at + 20) : 0
      let option = at + 8 + fixed + captured + (-captured & 3)
      while (option + 4 <= at + length - 4) {
        const code = bytes.readUInt16LE(option)
        const size = bytes.readUInt16LE(option + 2)
        if (code === 0) break
        if (code <= 4) texts.push(bytes.toString('utf8', option + 4, option + 4 + size))
        option += 4 + size + (-size & 3)
      }
    }
    at += length
  }
  return texts
}
