import { asciiOf, ebcdicOf } from '../../presentation/byte-text.ts'
import { hex as hexOf } from '../../presentation/format.ts'
import type { ProofBytes } from './report.ts'

const PER_ROW = 16
/** Stands for a byte that is not of the evidence, and for one that was redacted. */
const NOT_SHOWN = '  '
const REDACTED = '··'

/** One row of a hex dump: of 16 bytes those that are evidence. */
export interface HexRow {
  readonly offset: string
  readonly hex: string
  readonly ascii: string
  readonly ebcdic: string
}

/** Rows begin at whole multiples of 16, so that two pieces of evidence can be laid beside each other. */
export function hexRows({ hex, offset }: Pick<ProofBytes, 'hex' | 'offset'>): readonly HexRow[] {
  const pairs = hex.match(/../g) ?? []
  const end = offset + pairs.length
  const rows: HexRow[] = []
  for (let row = offset - (offset % PER_ROW); row < end; row += PER_ROW) {
    const cells = Array.from({ length: PER_ROW }, (_, at) => pairs[row + at - offset])
    rows.push({
      offset: hexOf(row, 4),
      hex: cells.map(cellText).join(' ').trimEnd(),
      ascii: cells
        .map((cell) => sign(cell, asciiOf))
        .join('')
        .trimEnd(),
      ebcdic: cells
        .map((cell) => sign(cell, ebcdicOf))
        .join('')
        .trimEnd(),
    })
  }
  return rows
}

function cellText(cell: string | undefined): string {
  return cell === undefined ? NOT_SHOWN : cell === '--' ? REDACTED : cell
}

function sign(cell: string | undefined, of: (byte: number) => string): string {
  return cell === undefined ? ' ' : cell === '--' ? '·' : of(Number.parseInt(cell, 16))
}
