import type { Source } from '../../../preload/contract/case.ts'
import { clockWords } from '../../presentation/clock-words.ts'
import { count, plural, size } from '../../presentation/format.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { minuteText, sourceName, whenText } from '../model/place.ts'
import { KIND_WORD } from '../model/redacted-word.ts'
import type { Report, ReportNote } from '../model/report.ts'

/** What people wrote. */
export function notesHtml(notes: readonly ReportNote[]): Markup | false {
  return (
    notes.length > 0 &&
    markup`<section class="part">
<h2 id="notes">Notes</h2>
${notes.map(
  (note) => markup`<div class="keep note">
<p class="quiet small">${noteHead(note)}</p>
<pre>${note.text}</pre>
</div>
`,
)}</section>
`
  )
}

/** `Connection 3 · client_hello · 2026-05-26 15:19 UTC`. */
export function noteHead({ connection, about, changedAt }: ReportNote): string {
  const of = connection === null ? '' : `connection ${connection}`
  return [of, about, minuteText(changedAt)].filter(Boolean).join(' · ')
}

/** Sources that are told of one by one; a case may have thousands of small files. */
const MAX_SOURCES = 200
const MAX_WARNINGS = 20
const MAX_COMMENTS = 20

/** What the report was made from, what of it was not understood, and by what. */
export function appendixHtml(report: Report): Markup {
  const { sources, scope, redaction, gskope, madeAt } = report
  const left = sources.length - MAX_SOURCES
  return markup`<section class="part">
<h2 id="appendix">What this was made from</h2>
${sources.slice(0, MAX_SOURCES).map((source) => sourceHtml(report, source))}
${left > 0 && markup`<p class="warned">${plural(left, 'more source')} left out.</p>`}
<h3>About this report</h3>
<table><caption class="visually-hidden">About this report</caption><tbody>
${[
  ['Case', scope.caseTitle],
  ['Filter', scope.filter ?? 'none: all connections of the scope'],
  ['Made', `${minuteText(madeAt)} by gskope ${gskope}`],
  ['Times', 'UTC where the source says so, else the clock of the source'],
].map(
  ([name, value]) => markup`<tr><th scope="row" class="word">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>
${
  redaction &&
  markup`<h3>What was masked</h3>
${redactionHtml(report)}`
}
</section>
`
}

function redactionHtml({ redaction }: Report): Markup {
  const kinds = redaction?.kinds ?? []
  return markup`<p>Values that name people, machines or keys are replaced, the same value by the same word throughout. Addresses keep what they have in common.</p>
<table>
<caption class="visually-hidden">What was masked, by kind</caption>
<thead><tr><th scope="col">Kind</th><th scope="col" class="number">How many</th></tr></thead>
<tbody>
${kinds.map(
  ({
    kind,
    count: many,
  }) => markup`<tr><th scope="row">${KIND_WORD[kind]}</th><td class="number">${count(many)}</td></tr>
`,
)}</tbody>
</table>`
}

/** What a source says of itself, by name. */
export function sourceFacts(report: Report, source: Source): readonly (readonly [string, string])[] {
  const nameOf = (id: number): string => sourceName(report, id)
  return [
    ['Format', source.formatTitle ?? source.format ?? 'not understood'],
    ['Size', `${count(source.bytes)} bytes (${size(source.bytes)})`],
    ['SHA-256', source.sha256 ?? 'not taken'],
    ['Encoding', [source.encoding, source.recordForm].filter(Boolean).join(', ') || 'bytes'],
    [
      'Times',
      source.firstTime === null
        ? 'none'
        : `${whenText(source.firstTime)} to ${whenText(source.lastTime)}, ${ZONE[source.zone]}`,
    ],
    ['Clock offset', clockWords(source, nameOf)],
    [
      'Records',
      `${count(source.records)}, ${source.notUnderstood === 0 ? 'all understood' : `${count(source.notUnderstood)} not understood`}`,
    ],
  ]
}

const ZONE: Readonly<Record<Source['zone'], string>> = {
  utc: 'UTC',
  local: 'local time of the host',
  unknown: 'zone not in this trace',
}

/** What was wrong with a source, and what somebody wrote into it, in lines. */
export function sourceRemarks({ problem, warnings, notes }: Source): readonly string[] {
  return [
    ...(problem ? [`${problem.text} ${problem.nextStep}`] : []),
    ...warnings
      .slice(0, MAX_WARNINGS)
      .map(({ text, count: many }) => (many > 1 ? `${text} (${count(many)} times)` : text)),
    ...(warnings.length > MAX_WARNINGS ? [`${warnings.length - MAX_WARNINGS} more warnings`] : []),
    ...notes.slice(0, MAX_COMMENTS).map(({ about, text }) => `Comment on ${about}: ${text}`),
    ...(notes.length > MAX_COMMENTS ? [`${notes.length - MAX_COMMENTS} more comments`] : []),
  ]
}

function sourceHtml(report: Report, source: Source): Markup {
  const remarks = sourceRemarks(source)
  return markup`<div class="keep">
<h3>${sourceName(report, source.id)}</h3>
<table><caption class="visually-hidden">${sourceName(report, source.id)}</caption><tbody>
${sourceFacts(report, source).map(
  ([name, value]) => markup`<tr><th scope="row" class="word">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>
${
  remarks.length > 0 &&
  markup`<ul class="remarks">
${remarks.map(
  (text) => markup`<li>${text}</li>
`,
)}</ul>`
}
</div>
`
}
