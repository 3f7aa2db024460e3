/** JCL in its columns (MVS JCL Reference, "Continuing JCL statements"): nothing beyond column 71, operands continued behind a comma from column 16. */

/** Column 72 is for the mark of continued comments and parameters in apostrophes. */
export const LAST_COLUMN = 71
const CONTINUED = '//             '
const NAME_WIDTH = 8

/** Operands are split between, never inside: none is longer than what a continued line holds. Throws when one is, which is a mistake of ours. */
export function statement(name: string, operation: string, operands: readonly string[] = []): string[] {
  let line = `//${name.padEnd(NAME_WIDTH)} ${operation.padEnd(4)} `
  const lines: string[] = []
  operands.forEach((operand, index) => {
    const piece = index < operands.length - 1 ? `${operand},` : operand
    if (line.length + piece.length > LAST_COLUMN && line !== CONTINUED) {
      lines.push(line.trimEnd())
      line = CONTINUED
    }
    if (line.length + piece.length > LAST_COLUMN) throw new RangeError(`does not fit a line of JCL: ${piece}`)
    line += piece
  })
  lines.push(line.trimEnd())
  return lines
}

export const comment = (text: string): string => `//* ${text}`.slice(0, LAST_COLUMN)

/** In-stream data for `ddname`; what follows belongs to TSO, whose lines end with a hyphen where they go on. */
export const inStream = (ddname: string, data: readonly string[]): string[] => [
  ...statement(ddname, 'DD', ['*']),
  ...data,
  '/*',
]
