import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { analysisParts } from '../../../../main/engine/analysis.ts'
import { Engine } from '../../../../main/engine/engine.ts'
import { analysisJsonSchema } from '../../../../main/report/analysis/json-schema.ts'
import { AnalysisConnection, AnalysisDocument, AnalysisSource } from '../../../../main/report/analysis/schema.ts'
import { writeJson, writeNdjson } from '../../../../main/report/analysis/write.ts'
import { temporaryFolder } from '../../../support/case-fixture.ts'
import { captureFixture, EXAMPLE, listingFixture } from '../../../support/fixture-files.ts'

async function printed(write: typeof writeJson, ...paths: string[]): Promise<string> {
  const engine = new Engine({ home: temporaryFolder(), version: '9.9.9' })
  onTestFinished(() => engine.close())
  await engine.open(paths)
  await engine.idle()
  let text = ''
  await write(
    analysisParts(engine.case, '9.9.9', () => false),
    (piece) => void (text += piece),
  )
  return text
}

const UNDATED = listingFixture('tls12-client-refuses.txt')

describe('the analysis document', () => {
  it.each([
    ['the example', [EXAMPLE.capture, EXAMPLE.listing]],
    ['a listing', [UNDATED]],
    ['a capture with client certificates', [captureFixture('recorded-tls12-client-cert.pcap')]],
    ['TLS 1.3', [captureFixture('recorded-tls13-client-cert.pcap')]],
    ['a file that is not there', ['/nowhere/at all']],
  ])('of %s is what its schema says, with every key in its order', async (_what, paths) => {
    const parsed: unknown = JSON.parse(await printed(writeJson, ...paths))
    const document = AnalysisDocument.parse(parsed)
    // zod gives keys in the schema's order: a text that differs had them in another one.
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(document))
  })

  it('says what was in the files', async () => {
    const document = AnalysisDocument.parse(JSON.parse(await printed(writeJson, EXAMPLE.capture, EXAMPLE.listing)))
    expect(document).toMatchObject({
      gskope: '9.9.9',
      analysisVersion: 1,
      findings: [],
      summary: { connections: 4, established: 2, failed: 2, incomplete: 0, causes: {} },
    })
    expect(document.connections.map((connection) => connection.id)).toStrictEqual([1, 2, 3, 4])
    const starts = document.connections.map((connection) => Number(connection.start))
    expect(starts).toStrictEqual([...starts].sort((a, b) => a - b))
    const failed = document.connections.find((connection) => connection.outcome === 'failed')
    expect(failed).toMatchObject({
      client: { address: '10.1.0.2' },
      server: { address: '10.1.1.2', port: 2023 },
      serverName: 'tn3270.example',
      boundary: 'client_hello',
      signature: 'Cl',
      version: null,
      alerts: [{ n: 2, from: 'server', level: 2, description: 40, name: 'handshake_failure' }],
      legs: [{ role: 'wire', joinedBy: 'client-random' }, { role: 'server' }],
    })
    expect(failed?.messages[0]).toMatchObject({
      n: 1,
      type: 1,
      name: 'client_hello',
      fields: { serverName: 'tn3270.example' },
    })
    expect(failed?.messages[0]?.frame).toBeGreaterThan(0)
    const established = document.connections[0]
    expect(established?.certificates[0]).toMatchObject({
      from: 'server',
      position: 0,
      subject: expect.stringContaining('tn3270') as string,
    })
    expect(established?.certificates[0]?.sha256).toHaveLength(64)
  })

  it('has no times where the source has no date', async () => {
    const text = await printed(writeJson, withoutDates())
    const document = AnalysisDocument.parse(JSON.parse(text))
    expect(document.connections.length).toBeGreaterThan(0)
    expect(document.sources[0]).toMatchObject({ firstTime: null, lastTime: null, zone: 'unknown' })
    for (const { start, end, messages } of document.connections) {
      expect([start, end, ...messages.map((message) => message.time)].filter((time) => time !== null)).toStrictEqual([])
    }
  })

  it('of refused sources says why, and goes on', async () => {
    const document = AnalysisDocument.parse(JSON.parse(await printed(writeJson, '/nowhere/x.pcap', EXAMPLE.capture)))
    expect(document.sources[0]).toMatchObject({
      name: 'x.pcap',
      format: null,
      sha256: null,
      refused: { code: 'missing', text: expect.stringContaining('/nowhere/x.pcap') as string },
    })
    expect(document.sources[1]).toMatchObject({ refused: null, format: 'pcap' })
    expect(document.summary.connections).toBe(4)
  })

  it('by lines says the same', async () => {
    const document = AnalysisDocument.parse(JSON.parse(await printed(writeJson, EXAMPLE.capture)))
    const lines = (await printed(writeNdjson, EXAMPLE.capture))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(lines.map((line) => Object.keys(line).at(-1))).toStrictEqual([
      'source',
      'connection',
      'connection',
      'connection',
      'connection',
      'summary',
    ])
    expect(lines.slice(0, 1).map((line) => AnalysisSource.parse(line['source']))).toStrictEqual(document.sources)
    expect(lines.slice(1, -1).map((line) => AnalysisConnection.parse(line['connection']))).toStrictEqual(
      document.connections,
    )
    expect(lines.at(-1)).toStrictEqual({ gskope: '9.9.9', analysisVersion: 1, findings: [], summary: document.summary })
  })

  it('has the JSON Schema that is checked in (node build/generate-analysis-schema.ts writes it)', () => {
    const file = join(import.meta.dirname, '../../../../main/report/analysis/analysis.schema.json')
    expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual(JSON.parse(JSON.stringify(analysisJsonSchema())))
  })
})

/** A listing as somebody cut it out of a longer one. */
function withoutDates(): string {
  const path = join(temporaryFolder(), 'undated.txt')
  writeFileSync(
    path,
    readFileSync(EXAMPLE.listing, 'latin1')
      .split('\n')
      .filter((line) => !line.startsWith('****'))
      .join('\n'),
    'latin1',
  )
  return path
}
