import type { AnalysisDocument } from '../../main/report/analysis/schema.ts'
import type { Tally } from './compare.ts'
import type { TsharkReading } from './tshark-document.ts'

/** Facts of the certificates that tshark's streams show, each once. */
export function compareCertificates(tally: Tally, reading: TsharkReading, document: AnalysisDocument): void {
  const shown = new Set(
    reading.streams.flatMap(({ handshake }) => handshake.flatMap(({ certificates }) => certificates ?? [])),
  )
  const ours = new Map(
    document.connections.flatMap(({ certificates }) => certificates.map((one) => [one.sha256, one] as const)),
  )
  for (const sha256 of shown) {
    const theirs = reading.certificates?.[sha256]
    if (!theirs) continue
    const one = ours.get(sha256)
    if (!one) {
      tally.differ('certificates', `${sha256}: gskope has none`)
      continue
    }
    const facts = [
      ['subject', theirs.subject, plain(one.subject)],
      ['issuer', theirs.issuer, plain(one.issuer)],
      ['serial', theirs.serial?.toLowerCase(), one.serial],
      ['notBefore', instant(theirs.not_before), one.notBefore],
      ['notAfter', instant(theirs.not_after), one.notAfter],
    ] as const
    const other = facts.filter(([, said, ours]) => said !== ours)
    if (other.length === 0) tally.agree('certificates')
    else
      tally.differ(
        'certificates',
        `${sha256}: ${other.map(([name, said, ours]) => `${name}: tshark ${said}, gskope ${ours}`).join('; ')}`,
      )
  }
}

/** `2014-02-25 15:19:18Z` as the analysis document has it. */
function instant(text: string | null): string | undefined {
  return text?.replace(' ', 'T')
}

/** Control characters stand as the hex of their UTF-8 in the document (RFC 4514 §2.4) and as they are with tshark. */
function plain(name: string): string {
  return name.replace(/(?:\\[0-9a-f]{2})+/g, (escaped) => Buffer.from(escaped.replaceAll('\\', ''), 'hex').toString())
}
