import { address } from '../../presentation/format.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { minuteText } from '../model/place.ts'
import type { Report, ReportConnection } from '../model/report.ts'
import { appendixHtml, notesHtml } from './appendix.ts'
import { certificatesHtml } from './certificates.ts'
import { comparisonHtml } from './comparison.ts'
import { evidenceHtml, evidenceId, shownProofs } from './evidence.ts'
import { reportFaces } from './fonts.ts'
import { heading, type Level } from './heading.ts'
import { ladderHtml } from './ladder.ts'
import { negotiationHtml } from './negotiation.ts'
import { pageHtml } from './page.ts'
import { summaryHtml } from './summary.ts'
import { verdictHtml } from './verdict.ts'

/** The report as one HTML file. */
export function reportHtml(report: Report): string {
  return pageHtml({
    title: report.title,
    generator: `gskope ${report.gskope}`,
    body: reportBody(report),
    faces: reportFaces(),
  })
}

/** What stands in the body of its page. */
export function reportBody(report: Report): Markup {
  const { connections, scope } = report
  const [only] = connections
  return markup`${masthead(report)}
<main>
${scope.kind === 'connection' && only ? aboutOne(report, only) : aboutMany(report)}
</main>
<footer><p>Made by gskope ${report.gskope}. What is not in the sources is not in this report.</p></footer>`
}

function masthead({ title, author, madeAt, scope }: Report): Markup {
  return markup`<header>
<div class="masthead"><p class="brand">gsk<b>ope</b></p><p>${SUBJECT[scope.kind]} · ${minuteText(madeAt)}</p></div>
<h1>${title}</h1>
${author !== null && markup`<p class="byline">${author}</p>`}
</header>`
}

const SUBJECT: Readonly<Record<Report['scope']['kind'], string>> = {
  connection: 'Report on a handshake',
  selection: 'Report on a selection',
  case: 'Report on a case',
}

/** In the order of questions: what is wrong, what was said, what differs, what others think, what proves it. */
function aboutOne(report: Report, connection: ReportConnection): Markup {
  const has = (section: Report['sections'][number]): boolean => report.sections.includes(section)
  return markup`<section>
${verdictHtml(report, connection, 2, linkOf(report, connection))}
</section>
${parts(report, connection, 2)}
${report.comparison && comparisonHtml(report.comparison)}
${notesHtml(report.notes)}
${has('evidence') && markup`<section class="${shownProofs(connection).length > 0 ? 'part' : 'short'}">${evidenceHtml(report, connection, 2)}</section>`}
${has('appendix') && appendixHtml(report)}`
}

function aboutMany(report: Report): Markup {
  const { connections, sections } = report
  const told = new Set(connections.map(({ number }) => number))
  return markup`${summaryHtml(report, (number) => (told.has(number) ? connectionId(number) : undefined))}
${connections.map(
  (connection) => markup`<section class="part">
${heading(2, connectionTitle(connection), connectionId(connection.number))}
${verdictHtml(report, connection, 3, linkOf(report, connection))}
${parts(report, connection, 3)}
${sections.includes('evidence') && shownProofs(connection).length > 0 && evidenceHtml(report, connection, 3)}
</section>
`,
)}
${report.comparison && comparisonHtml(report.comparison)}
${notesHtml(report.notes)}
${sections.includes('appendix') && appendixHtml(report)}`
}

function parts({ sections, ...report }: Report, connection: ReportConnection, level: Level): Markup {
  const { detail } = connection
  // One sentence needs no page of its own.
  const part = (inner: Markup, isShort = false): Markup =>
    level === 2 && !isShort ? markup`<section class="part">${inner}</section>` : markup`<section>${inner}</section>`
  return markup`${sections.includes('ladder') && part(ladderHtml({ sections, ...report }, connection, level))}
${sections.includes('negotiation') && part(negotiationHtml(detail.negotiation, level))}
${sections.includes('certificates') && part(certificatesHtml(detail.certificates, level), detail.certificates.length === 0)}`
}

/** Letters whose bytes are shown lead to them. */
function linkOf(report: Report, connection: ReportConnection): (letter: string) => string | undefined {
  if (!report.sections.includes('evidence')) return () => undefined
  const shown = new Set(shownProofs(connection).map(({ letter }) => letter))
  return (letter) => (shown.has(letter) ? evidenceId(connection, letter) : undefined)
}

function connectionId(number: number): string {
  return `connection-${number}`
}

function connectionTitle({ number, detail: { row } }: ReportConnection): string {
  return `${number}. ${address(row.client)} → ${row.serverName ?? address(row.server)}`
}
