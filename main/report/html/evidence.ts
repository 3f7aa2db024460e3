import { type Markup, markup } from '../../presentation/markup.ts'
import { type HexRow, hexRows } from '../model/hex-rows.ts'
import { placeText } from '../model/place.ts'
import type { Proof, ProofBytes, Report, ReportConnection } from '../model/report.ts'
import { heading, type Level } from './heading.ts'

/** Evidence whose bytes are shown: that of a root cause and what stands beside it. */
const MAX_SHOWN = 60

/** The pieces of evidence whose bytes are shown, and their places in the page. */
export function shownProofs({ proofs }: ReportConnection): readonly Proof[] {
  return proofs
    .flat()
    .filter(({ bytes }) => bytes !== null)
    .slice(0, MAX_SHOWN)
}

export function evidenceId({ number }: ReportConnection, letter: string): string {
  return `evidence-${number}-${letter}`
}

/** The bytes that prove it, and no others. */
export function evidenceHtml(report: Report, connection: ReportConnection, level: Level): Markup {
  const shown = shownProofs(connection)
  return markup`${heading(level, 'The bytes that prove it')}
${shown.length === 0 && markup`<p class="quiet">No evidence of this connection is a range of bytes.</p>`}
${shown.map((proof) => proof.bytes && bytesHtml(report, connection, proof, proof.bytes))}`
}

function bytesHtml(report: Report, connection: ReportConnection, proof: Proof, bytes: ProofBytes): Markup {
  const { letter, evidence } = proof
  const what = bytes.field === null ? bytes.message : `${bytes.message} · ${bytes.field}`
  return markup`<div id="${evidenceId(connection, letter)}">
<p><span class="badge bad">${letter}</span> ${evidence.text}<span class="place">${what} · ${placeText(report, evidence)}</span></p>
<table class="bytes-table">
<caption class="visually-hidden">Bytes of evidence ${letter}</caption>
<thead><tr><th scope="col">Offset</th><th scope="col">Hex</th><th scope="col">ASCII</th><th scope="col">EBCDIC</th></tr></thead>
<tbody>
${hexRows(bytes).map(rowHtml)}</tbody>
</table>
${bytes.leftOut > 0 && markup`<p class="quiet small">${bytes.leftOut} more bytes are left out.</p>`}
</div>
`
}

function rowHtml({ offset, hex, ascii, ebcdic }: HexRow): Markup {
  return markup`<tr><td>${offset}</td><td class="hex">${hex}</td><td>${ascii}</td><td>${ebcdic}</td></tr>
`
}
