import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { findingsOf } from '../../score/findings-of.ts'

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixture/handshake/${name}`, import.meta.url))

async function judged(name: string, keyLog?: string): Promise<string[]> {
  const all = await findingsOf([fixture(name)], keyLog === undefined ? [] : [fixture(keyLog)])
  return all.map(({ row, findings: [first] }) =>
    first === undefined ? row.outcome : `${row.outcome}: ${first.cause} (${first.confidence}) by ${first.detectedBy}`,
  )
}

test('a browser that is asked for a certificate leaves twice, and then sends an empty one with its Finished in one record', async () => {
  const [, , last] = await judged('browser-asked-for-certificate.pcap')
  expect(last).toBe('failed: client-certificate-required (likely) by server')
  const withKeys = await judged('browser-asked-for-certificate.pcap', 'browser-asked-for-certificate.keylog')
  expect(withKeys.at(-1)).toBe('failed: client-certificate-required (certain) by server')
})

test('a connection that a browser opened in reserve did not fail', async () => {
  expect(await judged('browser-reserve-connection.pcap')).toEqual(['established', 'established'])
})

test('a renegotiation refused by a server without extended master secret is only that', async () => {
  const names = ['erlang-renegotiation-refused.pcap', 'erlang-renegotiation-refused.keylog'].map(fixture)
  const [only] = await findingsOf(names.slice(0, 1), names.slice(1))
  expect(only?.findings.map(({ cause, confidence }) => `${cause} ${confidence}`)).toEqual([
    'renegotiation-refused certain',
  ])
})

test('the cause in the list is the first of the findings', async () => {
  const folder = fileURLToPath(new URL('../../fixture/capture/', import.meta.url))
  const captures = readdirSync(folder).filter((name) => /^recorded-.*\.pcap(ng)?$/.test(name))
  let failed = 0
  for (const name of captures) {
    for (const { row, findings } of await findingsOf([folder + name])) {
      const [first] = findings
      if (row.outcome !== 'failed') continue
      failed++
      expect({ name, cause: row.cause }).toEqual({ name, cause: { id: first?.cause, confidence: first?.confidence } })
    }
  }
  expect(failed).toBeGreaterThan(5)
})
