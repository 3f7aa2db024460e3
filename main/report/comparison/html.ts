import { sentence } from '../../compare/sentence.ts'
import { Markup, markup } from '../../presentation/markup.ts'
import type { AnalysisConnection } from '../analysis/schema.ts'
import type { Face } from '../html/fonts.ts'
import { pageHtml } from '../html/page.ts'
import type { Chosen, HandshakeComparison } from './document.ts'
import type { ComparedSide, ComparisonDocument } from './schema.ts'
import { messageText, tells } from './told.ts'

/** Beyond that a table is a wall; the JSON has all of it. */
const MAX_ROWS = 400

/** The comparison as one page that leaves the house: what parts the two, their messages beside each other, and everything that differs. */
export function comparisonHtml(document: HandshakeComparison, a: Chosen, b: Chosen, faces: readonly Face[]): string {
  const { differences, summary } = document
  const telling = differences.filter(tells)
  const rest = differences.filter((one) => !tells(one))
  return pageHtml({
    title: summary,
    generator: `gskope ${document.gskope}`,
    faces,
    body: markup`<header class="masthead"><p class="brand"><b>gskope</b> comparison</p><p>two TLS handshakes beside each other</p></header>
<main>
<h1>${summary}</h1>
${sides(document)}
<h2>What differs</h2>
${telling.length === 0 ? markup`<p>Nothing that matters.</p>` : differenceTable(telling, 'What can explain it comes first.')}
${rest.length > 0 && markup`<details><summary>${rest.length} more that follow from how it ended, or differ between any two</summary>${differenceTable(rest, 'Consequences and noise')}</details>`}
<h2>Messages</h2>
${ladder(document, a.connection, b.connection)}
</main>
<footer>Made by gskope ${document.gskope}. Nothing in this page asks for anything from elsewhere.</footer>`,
  })
}

function sides({ a, b }: HandshakeComparison): Markup {
  const end = ({ address, port }: ComparedSide['client']): string => `${address ?? 'unknown'}:${port ?? '?'}`
  const row = (name: string, of: (side: ComparedSide) => string | Markup): Markup =>
    markup`<tr><th scope="row">${name}</th><td>${of(a)}</td><td>${of(b)}</td></tr>\n`
  return markup`<table><caption class="visually-hidden">The two</caption>
<thead><tr><td></td><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody>
${row('File', ({ file, connection }) => `${file}, connection ${connection}`)}${row('Client', ({ client }) => end(client))}${row(
    'Server',
    ({ server }) => end(server),
  )}${row('Outcome', ({ outcome }) => markup`<span class="badge ${outcome}">${outcome}</span>`)}${row(
    'Last stage',
    ({ boundary }) => boundary,
  )}${row('Cause', ({ cause }) => cause?.replaceAll('-', ' ') ?? 'none')}</tbody></table>`
}

const WEIGHT_WORD = {
  cause: 'explains it',
  matters: 'could explain it',
  consequence: 'follows from it',
  noise: 'always differs',
} as const

function differenceTable(differences: ComparisonDocument['differences'], caption: string): Markup {
  return markup`<table><caption>${caption}</caption>
<thead><tr><th scope="col">Weight</th><th scope="col">Difference</th><th scope="col">Messages</th></tr></thead>
<tbody>
${differences.map(
  (one) =>
    markup`<tr><td class="word"><span class="badge ${one.weight === 'cause' ? 'bad' : one.weight === 'matters' ? 'warn' : ''}">${WEIGHT_WORD[one.weight]}</span></td><td>${sentence(one, { a: 'A', b: 'B' })}<br><span class="small quiet">${one.why} <code>${one.path}</code></span></td><td class="word">${places(one)}</td></tr>\n`,
)}</tbody></table>`
}

function places({ messageA, messageB }: ComparisonDocument['differences'][number]): string {
  return [messageA === null ? '' : `A ${messageA}`, messageB === null ? '' : `B ${messageB}`].filter(Boolean).join(', ')
}

function ladder({ aligned, differences }: ComparisonDocument, a: AnalysisConnection, b: AnalysisConnection): Markup {
  const telling = differences.filter(tells)
  const [inA, inB] = [
    new Set(telling.map(({ messageA }) => messageA)),
    new Set(telling.map(({ messageB }) => messageB)),
  ]
  const rows = aligned.slice(0, MAX_ROWS).map((row) => {
    const differs = (row.a !== null && inA.has(row.a)) || (row.b !== null && inB.has(row.b))
    const says =
      row.state === 'moved' ? 'in another place' : row.state !== 'same' ? 'only here' : differs ? 'differs' : 'alike'
    return markup`<tr${differs && new Markup(' class="differs"')}><td class="number">${row.a}</td><td>${cell(row.a, a)}</td><td class="number">${row.b}</td><td>${cell(row.b, b)}</td><td class="word">${says}</td></tr>\n`
  })
  const left = aligned.length - rows.length
  return markup`<table><caption class="visually-hidden">Messages of A and B, those that match in one row</caption>
<thead><tr><th scope="col" class="number">n</th><th scope="col">A</th><th scope="col" class="number">n</th><th scope="col">B</th><th scope="col"><span class="visually-hidden">Difference</span></th></tr></thead>
<tbody>
${rows}</tbody></table>${left > 0 && markup`<p class="quiet">${left} more are not shown here; the JSON document has them.</p>`}`
}

function cell(n: number | null, { messages }: AnalysisConnection): string {
  const message = n === null ? undefined : messages[n - 1]
  return message ? messageText(message) : ''
}
