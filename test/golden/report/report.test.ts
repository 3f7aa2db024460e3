/** Whole reports: Markdown and JSON to be read, HTML held against the rules of HTML. What changes here is what a reader sees. */
import { join } from 'node:path'
import { HtmlValidate } from 'html-validate'
import { describe, expect, it } from 'vitest'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { reportMaker } from '../../support/made-report.ts'

const fixtures = join(import.meta.dirname, '../../fixture')

const cases: Readonly<Record<string, readonly string[]>> = {
  'listing-and-capture': [EXAMPLE.listing, EXAMPLE.capture],
  'listing-tls12-client-refuses': [join(fixtures, 'listing/tls12-client-refuses.txt')],
  'capture-unknown-ca-tls13': [join(fixtures, 'capture/recorded-alert-unknown-ca-tls13.pcap')],
  'capture-client-certificate-with-keys': [
    'recorded-tls12-client-cert.pcap',
    'recorded-tls12-client-cert.pcap.keys',
  ].map((name) => join(fixtures, 'capture', name)),
  'at-tls-messages': [join(fixtures, 'listing/attls-server.log')],
}

/** Its reasons: rules of taste are not ours, those of the language and of accessibility are. */
const html = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: {
    // XHTML's way of void elements and upper case are both HTML.
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
  },
})

async function faults(text: string): Promise<string[]> {
  const { results } = await html.validateString(text)
  return results.flatMap(({ messages }) => messages.map(({ line, ruleId, message }) => `${line} ${ruleId}: ${message}`))
}

it('is held against rules that can be broken', async () => {
  expect(await faults('<!doctype html><html><body><p><div></div></p><img></body></html>')).not.toEqual([])
})

describe.each(Object.entries(cases))('%s', (name, files) => {
  it('as Markdown', async () => {
    const { make } = await reportMaker(...files)
    await expect(await make('markdown')).toMatchFileSnapshot(join(import.meta.dirname, 'expected', `${name}.md`))
  })

  it('as valid HTML, redacted or not, with a comparison where there are two', async () => {
    const { make, ids } = await reportMaker(...files)
    const [b, a] = await ids()
    expect(await faults(await make('html'))).toEqual([])
    const comparison = a === undefined || b === undefined ? null : { a, b }
    expect(await faults(await make('html', { redactWith: '5a'.repeat(32), comparison }))).toEqual([])
    if (b !== undefined) expect(await faults(await make('html', { connections: [b], comparison }))).toEqual([])
  })
})

it('as JSON', async () => {
  const { make } = await reportMaker(EXAMPLE.listing, EXAMPLE.capture)
  const text = await make('json')
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'expected', 'listing-and-capture.json'))
})

it('as redacted Markdown', async () => {
  const { make } = await reportMaker(EXAMPLE.listing, EXAMPLE.capture)
  const text = await make('markdown', { redactWith: '5a'.repeat(32) })
  await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'expected', 'listing-and-capture-redacted.md'))
})
