import type { ComparedDifference } from '../../../preload/contract/comparison.ts'
import type { ConnectionRow } from '../../../preload/contract/connection.ts'
import { address } from '../../presentation/format.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { OUTCOME_WORD } from '../../presentation/words.ts'
import { whenText } from '../model/place.ts'
import type { ComparedMessage, ReportComparison } from '../model/report.ts'

/** Rows of the two ladders beside each other; a renegotiation all day has more. */
const MAX_ROWS = 200

/** Two handshakes beside each other: what differs first, then both ladders. */
export function comparisonHtml(comparison: ReportComparison): Markup {
  const { aligned, differences, first, summary } = comparison
  const telling = differences.filter(({ weight }) => weight === 'cause' || weight === 'matters')
  const folded = differences.filter(({ weight }) => weight === 'consequence').length
  const left = aligned.length - MAX_ROWS
  return markup`<section class="part">
<h2 id="comparison">Beside one that is compared with it</h2>
<table>
<caption class="visually-hidden">The two handshakes</caption>
<thead><tr><th scope="col"><span class="visually-hidden">Fact</span></th><th scope="col">A: connection ${comparison.a}</th><th scope="col">B: connection ${comparison.b}</th></tr></thead>
<tbody>
${sideRows(comparison.rowA, comparison.rowB)}</tbody>
</table>
<p class="lead ${first === null ? 'same' : 'differs'}">${summary}</p>
${
  telling.length > 0 &&
  markup`<h3>What differs and matters</h3>
<ol class="differences">
${telling.map(differenceHtml)}</ol>`
}
${folded > 0 && markup`<p class="quiet small">${folded} more ${folded === 1 ? 'follows' : 'follow'} from how it ended.</p>`}
<h3>Message by message</h3>
<table>
<caption class="visually-hidden">Messages of both, aligned</caption>
<thead><tr><th scope="col" class="number">A</th><th scope="col">Message of A</th><th scope="col">Message of B</th><th scope="col" class="number">B</th><th scope="col"><span class="visually-hidden">Difference</span></th></tr></thead>
<tbody>
${aligned.slice(0, MAX_ROWS).map(
  (
    row,
  ) => markup`<tr class="${row.differs || row.state !== 'same' ? 'differs' : 'same'}"><td class="number">${row.a}</td><td>${cell(row.a, comparison.messagesA)}</td><td>${cell(row.b, comparison.messagesB)}</td><td class="number">${row.b}</td><td>${stateWord(row)}</td></tr>
`,
)}</tbody>
</table>
${left > 0 && markup`<p class="quiet small">${left} more rows are left out.</p>`}
</section>
`
}

function sideRows(a: ConnectionRow, b: ConnectionRow): Markup {
  const facts: readonly (readonly [string, (row: ConnectionRow) => string])[] = [
    ['Client', ({ client }) => address(client)],
    ['Server', ({ server, serverName }) => `${address(server)}${serverName === null ? '' : ` (${serverName})`}`],
    ['Began', ({ startNs }) => whenText(startNs)],
    ['Outcome', ({ outcome }) => OUTCOME_WORD[outcome]],
    ['Version', ({ version }) => version?.name ?? 'not in this trace'],
    ['Cipher suite', ({ cipherSuite }) => cipherSuite?.name ?? 'not in this trace'],
  ]
  return markup`${facts.map(
    ([name, of]) => markup`<tr><th scope="row">${name}</th><td>${of(a)}</td><td>${of(b)}</td></tr>
`,
  )}`
}

function differenceHtml({ sentence, why, onlyA, onlyB }: ComparedDifference): Markup {
  return markup`<li><strong>${sentence}</strong> <span class="quiet">${why}</span>${
    onlyA.length > 0 && markup`<br><span class="small">Only in A: <span class="mono">${onlyA.join(', ')}</span></span>`
  }${onlyB.length > 0 && markup`<br><span class="small">Only in B: <span class="mono">${onlyB.join(', ')}</span></span>`}</li>
`
}

export function cell(n: number | null, messages: readonly ComparedMessage[]): string {
  const message = n === null ? undefined : messages[n - 1]
  return message === undefined ? '' : `${message.from === 'client' ? '→' : '←'} ${message.name}`
}

export function stateWord({ state, differs }: ReportComparison['aligned'][number]): string {
  if (state === 'only-a') return 'only in A'
  if (state === 'only-b') return 'only in B'
  if (state === 'moved') return 'elsewhere'
  return differs ? 'differs' : ''
}
