import { expect, it } from 'vitest'
import { comparisonDocument } from '../../../../main/report/comparison/document.ts'
import { comparisonText } from '../../../../main/report/comparison/text.ts'
import { openFiles } from '../../../support/open-files.ts'
import { EXAMPLE } from '../../../support/fixture-files.ts'

it('shows the failed connection of the example beside a good one', async () => {
  const { connections } = (await openFiles([EXAMPLE.capture], false)).document
  const chosen = (outcome: string) => {
    const connection = connections.find((one) => one.outcome === outcome)
    if (!connection) throw new Error(outcome)
    return { file: 'capture.pcap', connection }
  }
  const [bad, good] = [chosen('failed'), chosen('established')]
  const document = comparisonDocument('1.0.0', bad, good)
  expect(Object.keys(document)).toEqual([
    'gskope',
    'comparisonVersion',
    'a',
    'b',
    'aligned',
    'differences',
    'first',
    'summary',
  ])
  expect(document.differences[document.first ?? -1]?.path).toBe('client_hello.cipherSuites')
  const lines = comparisonText(document, bad, good).map(({ text }) => text)
  expect(lines[0]).toMatch(/^A {2}capture\.pcap#2 .* failed \(last stage client_hello/)
  expect(lines.find((line) => line.includes('client_hello') && line.includes('≠'))).toBeDefined()
  expect(lines.some((line) => line.includes('server ◀── server_hello'))).toBe(true)
  expect(lines.some((line) => /^- client_hello, cipher suites: only A has/.test(line))).toBe(true)

  const same = comparisonDocument('1.0.0', bad, bad)
  expect(same.first).toBeNull()
  expect(comparisonText(same, bad, bad)[3]?.text).toBe('The two are the same in all that matters.')
})
