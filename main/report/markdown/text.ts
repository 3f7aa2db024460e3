import { harmless } from '../../presentation/markup.ts'

/** Signs that mean something to a reader of Markdown (CommonMark §2.4; the pipe of GitHub's tables, and what links by itself). */
const SIGNS = /[\\`*_{}[\]<>()#+\-!|~&$:@]/g
/** Where they mean nothing: `10.1.0.2:2023`, `pre_shared_key` and `2026-05-26` stay readable. */
const INNER = /[_\-:+.]/

/** Text on one line that means nothing but itself. */
export function plain(text: string): string {
  const line = harmless(text).replace(/\s+/g, ' ').trim()
  const escaped = line.replace(SIGNS, (sign, at: number) =>
    INNER.test(sign) && isWord(line[at - 1]) && isWord(line[at + 1]) && !isLink(line, at) ? sign : `\\${sign}`,
  )
  // A number and a dot begin a list.
  return escaped.replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
}

const isWord = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign)

/** `http:`, `www.` and the like become links by themselves in some readers. */
function isLink(line: string, at: number): boolean {
  return line[at] === ':' && /[a-z]$/i.test(line.slice(0, at)) && line[at + 1] === '/'
}

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
