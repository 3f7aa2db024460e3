export interface TextQuery {
  readonly text: string
  /** `text` is a regular expression, as JavaScript has them. */
  readonly regex: boolean
  readonly matchCase: boolean
}

/** Where the first match in a line begins and ends, in characters; undefined where there is none. */
export type LineMatcher = (line: string) => readonly [start: number, end: number] | undefined

/** Throws SyntaxError for a text that is no regular expression. */
export function lineMatcher({ text, regex, matchCase }: TextQuery): LineMatcher {
  if (regex) {
    const expression = new RegExp(text, matchCase ? '' : 'i')
    return (line) => {
      const found = expression.exec(line)
      return found ? [found.index, found.index + found[0].length] : undefined
    }
  }
  const wanted = matchCase ? text : text.toLowerCase()
  return (line) => {
    // Lower case may be longer than what it is of (İ): places are then beside it by a character, which a mark on the screen bears.
    const at = (matchCase ? line : line.toLowerCase()).indexOf(wanted)
    return at < 0 ? undefined : [at, at + wanted.length]
  }
}
