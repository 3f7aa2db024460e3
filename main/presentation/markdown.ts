import { harmless } from './harmless.ts'

/** Signs that mean something to a reader of Markdown wherever they stand (CommonMark §2.4; tables, mentions and mathematics of GitHub's). */
const SIGNS = /[\\`*_{}[\]<>#|~&$@]/g
/** What begins a list, a rule or a heading where it begins a line. */
const BEGINNING = /^[-+=]/
/** What some readers make a link of. */
const LINK = /:(?=\/\/)|(?<=\bwww)\./gi

/** Text on one line that means nothing but itself. */
export function plain(text: string): string {
  const line = harmless(text).replace(/\s+/g, ' ').trim()
  return line
    .replace(SIGNS, (sign, at: number) =>
      // `pre_shared_key` has no emphasis in it.
      sign === '_' && isWord(line[at - 1]) && isWord(line[at + 1]) ? sign : `\\${sign}`,
    )
    .replace(BEGINNING, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
    .replace(LINK, '\\$&')
}

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** In the type of a machine; a fence longer than any inside keeps it there. */
export function code(text: string): string {
  const line = harmless(text).replace(/\s+/g, ' ').trim()
  if (line === '') return ''
  const fence = '`'.repeat(longestRun(line) + 1)
  const space = line.startsWith('`') || line.endsWith('`') ? ' ' : ''
  return `${fence}${space}${line}${space}${fence}`
}

/** Lines as they are. */
export function block(text: string): string {
  const lines = harmless(text)
  const fence = '`'.repeat(Math.max(3, longestRun(lines) + 1))
  return `${fence}text\n${lines}\n${fence}\n`
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length))
}

/** A table; cells are plain text already. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return `${[line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n')}\n`
}
