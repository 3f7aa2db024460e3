import { matrix } from '../../compare/matrix.ts'
export { MAX_COMPARED } from '../../compare/matrix.ts'
import { subject, valueText } from '../../compare/sentence.ts'
import { type Chosen, sideOf, written } from './document.ts'
import { COMPARISON_VERSION, type MatrixDocument } from './schema.ts'
import type { TextLine } from './text.ts'

export function matrixDocument(version: string, chosen: readonly Chosen[]): MatrixDocument {
  return {
    gskope: version,
    comparisonVersion: COMPARISON_VERSION,
    handshakes: chosen.map(sideOf),
    facts: matrix(chosen.map(({ connection }) => connection)).map(({ path, values, kinds, differs }) => ({
      path,
      differs,
      values: values.map(written),
      kinds: [...kinds],
    })),
  }
}

/** What differs, fact by fact: which handshakes are alike, and in what. */
export function matrixText({ handshakes, facts }: MatrixDocument): TextLine[] {
  const differing = facts.filter(({ differs }) => differs)
  return [
    ...handshakes.map(({ file, connection, outcome, cause }, at): TextLine => ({
      text: `${letter(at)}  ${file}#${connection}  ${outcome}${cause === null ? '' : ` (${cause})`}`,
      emphasis: 'plain',
    })),
    { text: '', emphasis: 'plain' },
    ...differing.flatMap(({ path, values, kinds }): TextLine[] => [
      { text: subject(path), emphasis: 'title' },
      ...[...new Set(kinds)].map((kind): TextLine => {
        const alike = kinds.flatMap((one, at) => (one === kind ? [at] : []))
        const who = alike
          .map(letter)
          .join(' ')
          .padEnd(2 * handshakes.length)
        return kind === null
          ? { text: `  ${who} not in its sources`, emphasis: 'faint' }
          : {
              text: `  ${who} ${valueText(path, values[alike[0] ?? 0] ?? null)}`,
              emphasis: kind === 0 ? 'plain' : 'matters',
            }
      }),
    ]),
    ...(differing.length === 0
      ? [{ text: 'They are the same in all that matters.', emphasis: 'plain' as const }]
      : [
          {
            text: `${facts.length - differing.length} more facts are alike in all that show them.`,
            emphasis: 'faint' as const,
          },
        ]),
  ]
}

const letter = (at: number): string => String.fromCharCode(65 + at)
