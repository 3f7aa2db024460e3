import { address, count, plural } from '../../presentation/format.ts'
import { codeName, type Markup, markup } from '../../presentation/markup.ts'
import { causeWords, OUTCOME_WORD, stopWords } from '../../presentation/words.ts'
import { whenText } from '../model/place.ts'
import type { Report, ReportRow } from '../model/report.ts'
import { findingHtml } from './verdict.ts'

/** The first page of a report on several connections: how many failed, why, and which. `anchorOf`: where one of them is told in full. */
export function summaryHtml(report: Report, anchorOf: (number: number) => string | undefined): Markup {
  const { scope, causes, rows, caseFindings } = report
  return markup`<section>
<p class="lead">${sentence(report)}</p>
${scope.filter !== null && markup`<p class="quiet">Those that the filter <code>${scope.filter}</code> leaves.</p>`}
${outcomeBar(report)}
${
  causes.length > 0 &&
  markup`<h2 id="causes">Why connections failed</h2>
<table>
<caption class="visually-hidden">Causes by how many connections failed for them</caption>
<thead><tr><th scope="col">Cause</th><th scope="col" class="number">Connections</th></tr></thead>
<tbody>
${causes.map(
  ({
    cause,
    count: many,
  }) => markup`<tr><th scope="row">${cause.replaceAll('-', ' ')}</th><td class="number">${count(many)}</td></tr>
`,
)}</tbody>
</table>`
}
${
  caseFindings.length > 0 &&
  markup`<h2 id="case-findings">What is wrong beside any connection</h2>
${caseFindings.map((finding) => findingHtml(report, finding, [], 3, () => undefined, ''))}`
}
<h2 id="connections">The connections</h2>
${leftOutText(report)}
<table>
<caption class="visually-hidden">Connections, failed ones first</caption>
<thead><tr><th scope="col" class="number">No.</th><th scope="col">Client and server</th><th scope="col">Began</th><th scope="col">Version and suite</th><th scope="col">How it ended</th></tr></thead>
<tbody>
${rows.map((row) => rowHtml(row, anchorOf))}</tbody>
</table>
</section>
`
}

function sentence({ scope }: Report): string {
  const { connections, established, failed, incomplete } = scope
  const parts = [
    failed > 0 ? `${count(failed)} failed` : '',
    established > 0 ? `${count(established)} succeeded` : '',
    incomplete > 0 ? `${count(incomplete)} ${incomplete === 1 ? 'is' : 'are'} not seen to the end` : '',
  ].filter(Boolean)
  return `${plural(connections, 'connection')}${parts.length > 0 ? `: ${parts.join(', ')}.` : '.'}`
}

const BAR_PX = 888

/** How they ended, as a drawing. */
function outcomeBar({ scope }: Report): Markup | false {
  const { connections, established, failed, incomplete } = scope
  if (connections === 0) return false
  let x = 0
  const bars = [
    ['bar-failed', failed],
    ['bar-incomplete', incomplete],
    ['bar-established', established],
  ] as const
  return markup`<svg class="outcomes" role="img" aria-label="${sentence({ scope } as Report)}" width="${BAR_PX}" height="12" viewBox="0 0 ${BAR_PX} 12">${bars.map(
    ([look, many]) => {
      const widthPx = (many / connections) * BAR_PX
      const bar =
        many > 0 &&
        markup`<rect class="${look}" x="${x}" y="0" width="${Math.max(2, widthPx - 2)}" height="12" rx="3" />`
      x += widthPx
      return bar
    },
  )}</svg>`
}

function leftOutText({ scope: { rowsLeftOut, detailsLeftOut } }: Report): Markup | false {
  const texts = [
    rowsLeftOut > 0 ? `${count(rowsLeftOut)} more are not listed.` : '',
    detailsLeftOut > 0 ? `${count(detailsLeftOut)} are listed but not told in full; choose them to see them.` : '',
  ].filter(Boolean)
  return texts.length > 0 && markup`<p class="warned">${texts.join(' ')}</p>`
}

function rowHtml({ number, row }: ReportRow, anchorOf: (number: number) => string | undefined): Markup {
  const anchor = anchorOf(number)
  const ends = markup`${address(row.client)} → ${address(row.server)}${row.serverName !== null && markup`<br><span class="quiet">${row.serverName}</span>`}`
  const why = row.outcome === 'established' ? undefined : (causeWords(row) ?? stopWords(row))
  return markup`<tr><td class="number">${number}</td><td>${anchor === undefined ? ends : markup`<a href="#${anchor}">${ends}</a>`}</td><td class="mono">${whenText(row.startNs)}</td><td>${row.version?.name}${row.cipherSuite !== null && markup`<br><span class="quiet">${codeName(row.cipherSuite.name)}</span>`}</td><td><span class="badge ${row.outcome}">${OUTCOME_WORD[row.outcome]}</span>${why !== undefined && markup`<br>${why}`}</td></tr>
`
}
