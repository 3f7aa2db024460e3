import type { Finding } from '../../../preload/contract/finding.ts'
import type { MessageRow } from '../../../preload/contract/connection.ts'
import { address, clock, count, size } from '../../presentation/format.ts'
import { headline } from '../../presentation/headline.ts'
import {
  BOUNDARY_PHRASE,
  causeWords,
  levelWord,
  OUTCOME_WORD,
  RESUMPTION_WORD,
  stopWords,
} from '../../presentation/words.ts'
import { noteHead, sourceFacts, sourceRemarks } from '../html/appendix.ts'
import { certificateFacts, certificateTitle } from '../html/certificates.ts'
import { cell, stateWord } from '../html/comparison.ts'
import { acceptedWord, OFFERS } from '../html/negotiation.ts'
import { hexRows } from '../model/hex-rows.ts'
import { minuteText, placeText, sourceName, whenText } from '../model/place.ts'
import { KIND_WORD } from '../model/redacted-word.ts'
import type { Proof, Report, ReportComparison, ReportConnection } from '../model/report.ts'
import { block, code, plain, table } from '../../presentation/markdown.ts'

/** Rows of a table that nobody reads beyond; the rest is counted. */
const MAX_ROWS = 200

/** The report as Markdown (CommonMark with tables), for a ticket or a repository. */
export function reportMarkdown(report: Report): string {
  const { scope, title, author, madeAt, gskope, connections, comparison, notes } = report
  const [only] = connections
  const parts = [
    `# ${plain(title)}\n`,
    `${[author === null ? '' : plain(author), minuteText(madeAt), `gskope ${gskope}`].filter(Boolean).join(' · ')}\n`,
    ...(scope.kind === 'connection' && only ? aboutOne(report, only) : aboutMany(report)),
    comparison && comparisonText(comparison),
    notes.length > 0 &&
      `## Notes\n\n${notes.map((note) => `${plain(noteHead(note))}\n\n${block(note.text)}`).join('\n')}`,
    scope.kind === 'connection' && only && report.sections.includes('evidence') && evidenceText(report, only, '##'),
    report.sections.includes('appendix') && appendixText(report),
  ]
  return `${parts
    .filter((part) => typeof part === 'string')
    .map((part) => part.trimEnd())
    .join('\n\n')}\n`
}

function aboutOne(report: Report, connection: ReportConnection): readonly (string | false)[] {
  return [verdictText(report, connection, '##'), ...partsOf(report, connection, '##')]
}

function aboutMany(report: Report): readonly (string | false)[] {
  const { scope, causes, rows, caseFindings, connections } = report
  return [
    `**${count(scope.connections)} connections: ${count(scope.failed)} failed, ${count(scope.established)} established, ${count(scope.incomplete)} incomplete.**\n`,
    scope.filter !== null && `Filter: ${code(scope.filter)}\n`,
    causes.length > 0 &&
      `## Why connections failed\n\n${table(
        ['Cause', 'Connections'],
        causes.map(({ cause, count: many }) => [plain(cause), count(many)]),
      )}`,
    caseFindings.length > 0 &&
      `## What is wrong beside any connection\n\n${caseFindings.map((finding) => findingText(report, finding, [], '###')).join('\n\n')}`,
    `## The connections\n\n${table(
      ['No.', 'Client', 'Server', 'Began', 'Version and suite', 'How it ended'],
      rows.map(({ number, row }) => [
        String(number),
        plain(address(row.client)),
        plain(`${address(row.server)}${row.serverName === null ? '' : ` (${row.serverName})`}`),
        whenText(row.startNs),
        plain([row.version?.name, row.cipherSuite?.name].filter(Boolean).join(', ')),
        plain(
          [OUTCOME_WORD[row.outcome], row.outcome === 'established' ? '' : (causeWords(row) ?? stopWords(row))]
            .filter(Boolean)
            .join(': '),
        ),
      ]),
    )}`,
    (scope.rowsLeftOut > 0 || scope.detailsLeftOut > 0) &&
      `${count(scope.rowsLeftOut)} more are not listed; ${count(scope.detailsLeftOut)} are not told in full.\n`,
    ...connections.flatMap((connection): (string | false)[] => [
      `## ${connection.number}\\. ${plain(endsOf(connection))}\n`,
      verdictText(report, connection, '###'),
      ...partsOf(report, connection, '###'),
      report.sections.includes('evidence') && evidenceText(report, connection, '###'),
    ]),
  ]
}

function endsOf({ detail: { row } }: ReportConnection): string {
  return `${address(row.client)} → ${row.serverName ?? address(row.server)}`
}

type Mark = '##' | '###'

function partsOf(report: Report, { detail }: ReportConnection, mark: Mark): readonly (string | false)[] {
  const has = (section: Report['sections'][number]): boolean => report.sections.includes(section)
  return [
    has('ladder') && ladderText(report, detail.messages, mark),
    has('negotiation') &&
      OFFERS.some(([key]) => detail.negotiation[key].length > 0) &&
      `${mark} What was offered and what was taken\n\n${OFFERS.filter(([key]) => detail.negotiation[key].length > 0)
        .map(
          ([key, title]) =>
            `${mark}# ${title}\n\n${table(
              ['Name', 'z/OS', 'Offered', 'Accepted', 'Chosen', 'Why'],
              detail.negotiation[key]
                .slice(0, MAX_ROWS)
                .map(({ name, zos, offered, accepted, chosen, reason, weak }) => [
                  plain(name),
                  plain(zos ?? ''),
                  offered ? 'yes' : 'no',
                  acceptedWord(accepted),
                  chosen ? 'chosen' : '',
                  plain([reason, ...weak].filter(Boolean).join('; ')),
                ]),
            )}`,
        )
        .join('\n')}`,
    has('certificates') &&
      detail.certificates.length > 0 &&
      `${mark} Certificates\n\n${detail.certificates
        .slice(0, MAX_ROWS)
        .map(
          (certificate) =>
            `${mark}# ${certificateTitle(certificate)}\n\n${certificateFacts(certificate)
              .map(([name, value]) => `- ${name}: ${plain(value)}`)
              .join('\n')}\n`,
        )
        .join('\n')}`,
  ]
}

function verdictText(report: Report, { number, detail, proofs }: ReportConnection, mark: Mark): string {
  const { row, findings } = detail
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Client', address(row.client)],
    ['Server', `${address(row.server)}${row.serverName === null ? '' : ` (${row.serverName})`}`],
    ['Began', whenText(row.startNs)],
    ['Version', row.version?.name],
    ['Cipher suite', row.cipherSuite?.name],
    ['Group', row.group?.name],
    ['Handshake', RESUMPTION_WORD[row.resumption]],
    ['Last stage', `${row.boundary} (${BOUNDARY_PHRASE[row.boundary]})`],
    ['Connection', `${number} of the case`],
  ]
  return [
    `**${OUTCOME_WORD[row.outcome]}: ${plain(headline(detail))}.**\n`,
    facts.map(([name, value]) => `- ${name}: ${plain(value ?? 'not in this trace')}`).join('\n') + '\n',
    ...findings.map((finding, at) => `${findingText(report, finding, proofs[at] ?? [], mark).trimEnd()}\n`),
  ].join('\n')
}

function findingText(report: Report, finding: Finding, proofs: readonly Proof[], mark: Mark): string {
  const { cause, confidence, title, explanation, returnCodes, wouldDisprove, fixes } = finding
  return [
    `${mark} ${plain(title)}\n`,
    `${code(cause)} · ${confidence}\n`,
    `${plain(explanation)}\n`,
    returnCodes.length > 0
      ? `Codes: ${returnCodes.map(({ system, code: value, name }) => `${value} ${plain(name)} (${system})`).join(', ')}\n`
      : '',
    proofs.length > 0
      ? `${mark}# Proof\n\n${proofs.map((proof) => `- **${proof.letter}** ${plain(proof.evidence.text)} — ${plain(placeText(report, proof.evidence))}`).join('\n')}\n`
      : '',
    `Would speak against it: ${plain(wouldDisprove)}\n`,
    fixes.length > 0 ? `${mark}# What to do\n` : '',
    ...fixes.map(({ where, title: fix, snippet, caution }) =>
      [
        `- ${where}: ${plain(fix)}${caution === null ? '' : ` (${plain(caution)})`}`,
        snippet === null ? '' : `\n${block(snippet)}`,
      ]
        .filter(Boolean)
        .join('\n'),
    ),
  ]
    .filter(Boolean)
    .join('\n')
}

function ladderText(report: Report, messages: readonly MessageRow[], mark: Mark): string {
  return `${mark} What was said\n\n${table(
    ['No.', 'Time', '', 'Message', 'Size', 'Where'],
    messages
      .slice(0, MAX_ROWS)
      .map((message) => [
        String(message.n),
        message.timeNs === null ? '' : clock(message.timeNs, 6),
        message.from === 'client' ? 'client →' : '← server',
        plain(
          [
            `${message.content === 'alert' ? `${levelWord(message.level)} ` : ''}${message.name ?? `encrypted ${message.content}`}`,
            message.summary,
          ]
            .filter(Boolean)
            .join(': '),
        ),
        size(message.length),
        plain(
          message.sightings
            .map(({ source, frame, line }) =>
              [sourceName(report, source), frame === null ? '' : `packet ${frame}`, line === null ? '' : `line ${line}`]
                .filter(Boolean)
                .join(' '),
            )
            .join('; '),
        ),
      ]),
  )}`
}

function evidenceText(report: Report, { proofs }: ReportConnection, mark: Mark): string | false {
  const shown = proofs.flat().filter(({ bytes }) => bytes !== null)
  if (shown.length === 0) return false
  return `${mark} The bytes that prove it\n\n${shown
    .map(({ letter, evidence, bytes }) => {
      const lines = bytes === null ? [] : hexRows(bytes)
      const dump = lines.map(
        ({ offset, hex, ascii, ebcdic }) => `${offset}  ${hex.padEnd(47)}  ${ascii.padEnd(16)}  ${ebcdic}`,
      )
      return `**${letter}** ${plain(evidence.text)} — ${plain(placeText(report, evidence))}\n\n${block(dump.map((line) => line.trimEnd()).join('\n'))}`
    })
    .join('\n')}`
}

function comparisonText(comparison: ReportComparison): string {
  const { a, b, summary, differences, aligned, messagesA, messagesB } = comparison
  const telling = differences.filter(({ weight }) => weight === 'cause' || weight === 'matters')
  return [
    `## Beside one that is compared with it\n`,
    `A is connection ${a}, B is connection ${b}. **${plain(summary)}**\n`,
    telling.map(({ sentence, why }) => `- ${plain(sentence)} ${plain(why)}`).join('\n') + '\n',
    table(
      ['A', 'B', ''],
      aligned
        .slice(0, MAX_ROWS)
        .map((row) => [plain(cell(row.a, messagesA)), plain(cell(row.b, messagesB)), stateWord(row)]),
    ),
  ].join('\n')
}

function appendixText(report: Report): string {
  const { sources, redaction, scope } = report
  return [
    `## What this was made from\n`,
    ...sources
      .slice(0, MAX_ROWS)
      .map(
        (source) =>
          [
            `### ${plain(sourceName(report, source.id))}\n`,
            ...sourceFacts(report, source).map(([name, value]) => `- ${name}: ${plain(value)}`),
            ...sourceRemarks(source).map((text) => `- ${plain(text)}`),
          ].join('\n') + '\n',
      ),
    `Case: ${plain(scope.caseTitle)}\n`,
    redaction
      ? `### What was masked\n\n${redaction.kinds.map(({ kind, count: many }) => `- ${KIND_WORD[kind]}: ${count(many)}`).join('\n')}\n`
      : '',
  ]
    .filter(Boolean)
    .join('\n')
}
