import type { Finding } from '../../preload/contract/finding.ts'
import { bytesWords } from './evidence-link.ts'
import { harmless } from './harmless.ts'

/** A finding as text for a ticket or a mail: what, how sure, why, the proof with its places, what would speak against it, what to do. */
export function findingText(finding: Finding, sourceName: (source: number) => string): string {
  const proof = finding.evidence.map(({ text, source, frame, line, message, byteRange }) => {
    const place = [
      sourceName(source),
      frame === null ? '' : `packet ${frame}`,
      line === null ? '' : `line ${line}`,
      message === null ? '' : `message ${message}`,
      byteRange === null ? '' : bytesWords(byteRange),
    ]
    return `- ${text} (${place.filter(Boolean).join(', ')})`
  })
  const fixes = finding.fixes.map(({ where, title, snippet, caution }) =>
    [`- ${where}: ${title}`, caution === null ? '' : `  ${caution}`, snippet === null ? '' : indented(snippet)]
      .filter(Boolean)
      .join('\n'),
  )
  const parts = [
    `${finding.title}\n${finding.cause}, ${finding.confidence}`,
    finding.explanation,
    proof.length > 0 ? `Proof:\n${proof.join('\n')}` : '',
    finding.wouldDisprove === '' ? '' : `Would speak against it: ${finding.wouldDisprove}`,
    fixes.length > 0 ? `What to do:\n${fixes.join('\n')}` : '',
  ]
  return `${harmless(parts.filter(Boolean).join('\n\n'))}\n`
}

const indented = (text: string): string => text.trimEnd().replace(/^/gm, '    ')
