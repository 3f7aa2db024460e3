import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { comparisonDocument } from '../../../../main/report/comparison/document.ts'
import { comparisonHtml } from '../../../../main/report/comparison/html.ts'
import { comparisonJsonSchema } from '../../../../main/report/comparison/json-schema.ts'
import { ComparisonDocument } from '../../../../main/report/comparison/schema.ts'
import { openFiles } from '../../../support/open-files.ts'
import { EXAMPLE } from '../../../support/fixture-files.ts'

async function pair() {
  const { connections } = (await openFiles([EXAMPLE.capture], false)).document
  const chosen = (outcome: string, file: string) => {
    const connection = connections.find((one) => one.outcome === outcome)
    if (!connection) throw new Error(outcome)
    return { file, connection }
  }
  return [chosen('failed', '<script>alert(1)</script>.pcap'), chosen('established', 'good.pcap')] as const
}

it('is a page that shows what parts the two, and in which nothing of a file is markup', async () => {
  const [bad, good] = await pair()
  const document = comparisonDocument('1.0.0', bad, good)
  const html = comparisonHtml(document, bad, good, [])
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;script&gt;')
  expect(html.match(/<h1>(.*?)<\/h1>/)?.[1]).toBe(document.summary.replaceAll("'", '&#39;'))
  expect(html.match(/<tr class="differs"/g)?.length).toBeGreaterThan(0)
  // Every message of both stands in it.
  for (const [side, { connection }] of [bad, good].entries())
    expect(document.aligned.filter((row) => (side === 0 ? row.a : row.b) !== null)).toHaveLength(
      connection.messages.length,
    )
  const style = /<style>([\s\S]*?)<\/style>/.exec(html)?.[1] ?? ''
  expect(html).toContain(`sha256-${createHash('sha256').update(style).digest('base64')}`)
})

it('follows its schema, which is checked in (node build/generate-comparison-schema.ts writes it)', async () => {
  const [bad, good] = await pair()
  for (const [a, b] of [
    [bad, good],
    [good, bad],
    [bad, bad],
  ] as const)
    expect(ComparisonDocument.parse(comparisonDocument('1.0.0', a, b))).toBeTruthy()
  const file = join(import.meta.dirname, '../../../../main/report/comparison/comparison.schema.json')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual(JSON.parse(JSON.stringify(comparisonJsonSchema())))
})
