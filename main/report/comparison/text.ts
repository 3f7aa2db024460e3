import type { Difference } from '../../compare/difference.ts'
import { sentence } from '../../compare/sentence.ts'
import type { AnalysisConnection } from '../analysis/schema.ts'
import type { Chosen, HandshakeComparison } from './document.ts'
import type { ComparedSide } from './schema.ts'
import { messageText, tells } from './told.ts'

/** Lines for a terminal; `emphasis` marks what matters. Text of files is as it is in them: the printer makes it harmless. */
export interface TextLine {
  readonly text: string
  readonly emphasis: 'title' | 'matters' | 'plain' | 'faint'
}

const COLUMN = 46
/** Beyond that a ladder is a wall; the document has all of it. */
const MAX_ROWS = 60

export function comparisonText(document: HandshakeComparison, a: Chosen, b: Chosen): TextLine[] {
  const { differences, first, summary } = document
  const telling = differences.filter(tells)
  const folded = differences.filter(({ weight }) => weight === 'consequence').length
  return [
    { text: `A  ${sideText(document.a)}`, emphasis: 'plain' },
    { text: `B  ${sideText(document.b)}`, emphasis: 'plain' },
    { text: '', emphasis: 'plain' },
    { text: summary, emphasis: first === null ? 'plain' : 'title' },
    { text: '', emphasis: 'plain' },
    ...ladder(document, a.connection, b.connection),
    ...(telling.length > 0 ? [{ text: '', emphasis: 'plain' as const }] : []),
    ...telling.map((one): TextLine => ({ text: `- ${differenceText(one)}`, emphasis: 'matters' })),
    ...(folded > 0
      ? [
          {
            text: `  ${folded} more ${folded === 1 ? 'follows' : 'follow'} from how it ended.`,
            emphasis: 'faint' as const,
          },
        ]
      : []),
  ]
}

function sideText({ file, connection, client, server, outcome, boundary, cause }: ComparedSide): string {
  const end = ({ address, port }: { address: string | null; port: number | null }): string =>
    `${address ?? '?'}:${port ?? '?'}`
  const why = cause === null ? '' : `, ${cause}`
  return `${file}#${connection}  ${end(client)} → ${end(server)}  ${outcome} (last stage ${boundary}${why})`
}

function differenceText(difference: Difference): string {
  return sentence(difference, { a: 'A', b: 'B' })
}

function ladder(
  { aligned, differences }: HandshakeComparison,
  a: AnalysisConnection,
  b: AnalysisConnection,
): TextLine[] {
  const marked = new Set(
    differences.filter(tells).flatMap(({ messageA, messageB }) => [`a${messageA ?? ''}`, `b${messageB ?? ''}`]),
  )
  const rows = aligned.slice(0, MAX_ROWS).map((row): TextLine => {
    const differs = marked.has(`a${row.a ?? '-'}`) || marked.has(`b${row.b ?? '-'}`)
    const sign = row.state === 'same' ? (differs ? '≠' : ' ') : row.state === 'moved' ? '↕' : differs ? '≠' : '·'
    const text = `${cell(row.a, a).padEnd(COLUMN)} ${sign} ${cell(row.b, b)}`
    return { text: text.trimEnd(), emphasis: differs ? 'matters' : row.state === 'same' ? 'plain' : 'faint' }
  })
  const left = aligned.length - rows.length
  return left > 0 ? [...rows, { text: `… ${left} more messages`, emphasis: 'faint' }] : rows
}

function cell(n: number | null, { messages }: AnalysisConnection): string {
  const message = n === null ? undefined : messages[n - 1]
  if (!message) return ''
  const text = messageText(message)
  return text.length > COLUMN ? `${text.slice(0, COLUMN - 1)}…` : text
}
