import { settingSentence } from '../../compare/settings/setting-sentence.ts'
import { subject, valueText } from '../../compare/sentence.ts'
import { markup, type Markup } from '../../presentation/markup.ts'
import type { Face } from '../html/fonts.ts'
import { pageHtml } from '../html/page.ts'
import type { MatrixDocument } from './schema.ts'
import type { SettingsComparison } from './settings-document.ts'
import { tells } from './told.ts'

/** Two settings as a page that leaves the house. */
export function settingsHtml(document: SettingsComparison, faces: readonly Face[]): string {
  const { a, b, differences, summary } = document
  const telling = differences.filter(tells)
  const rows = telling.map(
    (one) => markup`<tr><td>${settingSentence(one)}</td><td>${one.why}</td><td><code>${one.path}</code></td></tr>\n`,
  )
  return page(
    document.gskope,
    summary,
    faces,
    markup`<p class="lead">A is ${a.file}, B is ${b.file}.</p>
${rows.length === 0 ? markup`<p>Nothing that matters.</p>` : markup`<table><thead><tr><th scope="col">Difference</th><th scope="col">Why it matters</th><th scope="col">Setting</th></tr></thead><tbody>\n${rows}</tbody></table>`}`,
  )
}

/** Handshakes as columns, facts as rows, as a page that leaves the house. */
export function matrixHtml(document: MatrixDocument, faces: readonly Face[]): string {
  const { handshakes, facts } = document
  const head = handshakes.map(
    ({ file, connection, outcome }) =>
      markup`<th scope="col">${file}#${connection}<br><span class="badge ${outcome}">${outcome}</span></th>`,
  )
  const table = (rows: MatrixDocument['facts'], caption: string): Markup =>
    markup`<table><caption>${caption}</caption><thead><tr><td></td>${head}</tr></thead><tbody>
${rows.map(
  ({ path, values, kinds }) =>
    markup`<tr><th scope="row">${subject(path)}</th>${values.map((value, at) => cell(valueText(path, value), kinds[at] ?? null))}</tr>\n`,
)}</tbody></table>`
  const differing = facts.filter(({ differs }) => differs)
  const alike = facts.filter(({ differs }) => !differs)
  return page(
    document.gskope,
    `${handshakes.length} handshakes beside each other`,
    faces,
    markup`${table(differing, 'What differs; marked is what few have')}<details><summary>${alike.length} more facts are alike in all that show them</summary>${table(alike, 'What is alike')}</details>`,
  )
}

function cell(text: string, kind: number | null): Markup {
  if (kind === null) return markup`<td class="quiet">not in its sources</td>`
  return kind === 0 ? markup`<td>${text}</td>` : markup`<td><mark>${text}</mark></td>`
}

function page(version: string, title: string, faces: readonly Face[], content: Markup): string {
  return pageHtml({
    title,
    generator: `gskope ${version}`,
    faces,
    body: markup`<header class="masthead"><p class="brand"><b>gskope</b> comparison</p></header>
<main>
<h1>${title}</h1>
${content}
</main>
<footer>Made by gskope ${version}. Nothing in this page asks for anything from elsewhere.</footer>`,
  })
}
