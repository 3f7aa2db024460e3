/** Whole reports on a case that is hostile wherever it can be, read as their readers read them. */
import { JSDOM } from 'jsdom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REPORT_SECTIONS } from '../../../preload/contract/report-section.ts'
import { reportFile, type ReportFormat } from '../../../main/engine/report-file.ts'
import { printPdf } from '../../../main/report/pdf/print-pdf.ts'
import { browserProgram } from '../../support/browser-program.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { type HostileCase, hostileCase } from '../../support/hostile-case.ts'
import { FORMULA, HARMFUL, HTML, LONG, MARKDOWN, TURNED } from '../../support/hostile-names.ts'
import { reportMaker } from '../../support/made-report.ts'
import { acting, skeleton } from '../../support/skeleton.ts'
import { unpackedPdf } from '../../support/unpacked-pdf.ts'

let hostile: HostileCase
beforeAll(async () => {
  hostile = await hostileCase()
})
afterAll(() => hostile.close())

const TITLE = `${HTML} ${TURNED} ${FORMULA}`

async function made(as: ReportFormat | 'preview', of: 'case' | 'connections'): Promise<string | Uint8Array> {
  const { engine, ids } = hostile
  const [a = 0, b = 0] = ids
  const about = of === 'case' ? { connections: [], comparison: null } : { connections: [...ids], comparison: { a, b } }
  const wish = {
    filter: '',
    sections: [...REPORT_SECTIONS],
    title: TITLE,
    author: MARKDOWN,
    redactWith: null,
    ...about,
  }
  return (await reportFile(engine.case, wish, as, { version: '0.0.0', print: printPdf })).content
}

/** The case has them: else nothing would be tested. */
it('is a report on sources of every kind, all read, whose texts stand in it', async () => {
  const { sources } = hostile.engine.state()
  expect(new Set(sources.map(({ format, state }) => `${format} ${state}`))).toEqual(
    new Set(
      ['pcap', 'pcapng', 'gsk-ctrace', 'attls-log', 'attls-policy', 'racdcert'].map((format) => `${format} ready`),
    ),
  )
  expect(hostile.ids.length).toBeGreaterThanOrEqual(10)
  const text = String(await made('json', 'connections'))
  for (const one of [HTML, MARKDOWN, FORMULA]) expect(text).toContain(JSON.stringify(one).slice(1, -1))
  expect(text).toContain(LONG.slice(0, 3_900))
})

describe.each(['case', 'connections'] as const)('on %s', (of) => {
  it.each(['html', 'preview'] as const)(
    'as %s has no element or attribute of anybody else, and nothing that acts',
    async (as) => {
      const html = String(await made(as, of))
      const maker = await reportMaker(EXAMPLE.capture, EXAMPLE.listing)
      const [a = 0, b = 0] = await maker.ids()
      await maker.engine.request('note.make', { subject: { on: 'connection', connection: a }, text: 'a note' })
      const harmless = await Promise.all([
        maker.make('html'),
        maker.make('html', { connections: [a, b], comparison: { a, b }, author: 'Somebody' }),
      ])
      const known = new Set(harmless.flatMap((page) => [...skeleton(page)]))
      expect([...skeleton(html)].filter((part) => !known.has(part) && !OWN.has(part))).toEqual([])
      expect(acting(html)).toEqual([])
      expect(HARMFUL.exec(html)).toBeNull()
      const text = new JSDOM(html).window.document.body.textContent
      expect(text).toContain(HTML)
      expect(text).toContain(MARKDOWN)
    },
  )

  it('as Markdown means nothing but itself', async () => {
    const text = String(await made('markdown', of))
    expect(HARMFUL.exec(text)).toBeNull()
    expect(told(text)).toEqual([])
  })

  it('as JSON has every value as it is, and nothing that turns whoever looks at it', async () => {
    const text = String(await made('json', of))
    expect(HARMFUL.exec(text)).toBeNull()
    expect(JSON.parse(text)).toMatchObject({ title: TITLE, author: MARKDOWN })
  })
})

it.skipIf(browserProgram() === undefined)('as PDF has no action, no address and no script', async () => {
  const pdf = unpackedPdf(await made('pdf', 'connections'))
  expect(pdf).toContain('/StructTreeRoot')
  for (const name of ['JavaScript', 'JS', 'URI', 'Launch', 'OpenAction', 'AA', 'EmbeddedFile', 'SubmitForm'])
    expect(new RegExp(`/${name}\\b`).test(pdf), name).toBe(false)
})

/** What is said of a source that is odd. */
const OWN: ReadonlySet<string> = new Set(['ul', 'ul class'])

/**
 * Signs with a meaning that stand in a line of Markdown without their backslash (CommonMark §2.4, §6; GitHub's tables), but for those that the
 * report itself puts: bold names, tables, lists, headings, code.
 */
function told(markdown: string): readonly string[] {
  const lines: string[] = []
  let fence = ''
  for (const line of markdown.split('\n')) {
    const [run = ''] = /^`{3,}/.exec(line) ?? []
    if (fence !== '') fence = line === fence ? '' : fence
    else if (run !== '') fence = run
    else lines.push(line)
  }
  expect(fence, 'a fence that nothing ends').toBe('')
  return lines.flatMap((line) => {
    const bare = line
      .replace(/\\[!-/:-@[-`{-~]/g, '')
      .replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '')
      .replace(/^(#{1,4} |- |> |\| )/, '')
      .replace(/\*\*/g, '')
    const signs = line.startsWith('|') ? /[`*<>[\]#~&$@]|:\/\// : /[`*<>[\]#|~&$@]|:\/\//
    return signs.test(bare) ? [`${line.slice(0, 200)} => ${signs.exec(bare)?.[0]}`] : []
  })
}
