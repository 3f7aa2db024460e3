import { EBCDIC_TO_LATIN } from '../../main/format/text/ebcdic.ts'
import { latin } from './bytes.ts'

/** Ways in which one and the same listing comes off a z/OS system. Lines are ASCII without their ends. */

const LATIN_TO_EBCDIC = new Uint8Array(256)
EBCDIC_TO_LATIN.forEach((to, from) => (LATIN_TO_EBCDIC[to] = from))

export const ebcdic = (text: string): Uint8Array => latin(text).map((byte) => LATIN_TO_EBCDIC[byte] ?? 0)

const withLength = (length: number): number[] => [(length + 4) >> 8, (length + 4) & 255, 0, 0]
const described = (lines: readonly string[]): number[] =>
  lines.flatMap((line) => [...withLength(line.length), ...ebcdic(line)])

function blocked(lines: readonly string[], each: number): Uint8Array {
  const blocks: number[] = []
  for (let at = 0; at < lines.length; at += each) {
    const records = described(lines.slice(at, at + each))
    blocks.push(...withLength(records.length), ...records)
  }
  return Uint8Array.from(blocks)
}

const fixed = (lines: readonly string[], length: number): string =>
  lines.map((line) => line.slice(0, length).padEnd(length)).join('')
const wide = (text: string, low: 0 | 1): number[] =>
  [...latin(text)].flatMap((byte) => (low === 0 ? [byte, 0] : [0, byte]))

/** Encodings and record forms, each the whole listing. */
export const FORMS: Readonly<Record<string, (lines: readonly string[]) => Uint8Array>> = {
  LF: (lines) => latin(lines.join('\n')),
  CRLF: (lines) => latin(lines.join('\r\n')),
  CR: (lines) => latin(lines.join('\r')),
  'NEL in Latin-1': (lines) => latin(lines.join('\u0085')),
  'NEL in UTF-8': (lines) => new TextEncoder().encode(lines.join('\u0085')),
  'UTF-8 with a mark': (lines) => new TextEncoder().encode('\ufeff' + lines.join('\n')),
  'blanks that do not break, in UTF-8': (lines) => new TextEncoder().encode(lines.join('\n').replaceAll(' ', '\u00a0')),
  'blanks that do not break, in Latin-1': (lines) => latin(lines.join('\r\n').replaceAll('  ', '\u00a0 ')),
  'names of HTML': (lines) =>
    latin(
      lines
        .join('\n')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll("'", '&#39;')
        .replaceAll('  ', '&nbsp; '),
    ),
  'UTF-16 little endian': (lines) => Uint8Array.from([0xff, 0xfe, ...wide(lines.join('\r\n'), 0)]),
  'UTF-16 big endian without a mark': (lines) => Uint8Array.from(wide(lines.join('\n'), 1)),
  'EBCDIC with NEL': (lines) => ebcdic(lines.join('\n')).map((byte) => (byte === 0x25 ? 0x15 : byte)),
  'EBCDIC with LF': (lines) => ebcdic(lines.join('\n')).map((byte) => (byte === 0x15 ? 0x25 : byte)),
  'EBCDIC records of 133': (lines) => ebcdic(fixed(lines, 133)),
  'EBCDIC records of 121': (lines) => ebcdic(fixed(lines, 121)),
  'EBCDIC records of 255': (lines) => ebcdic(fixed(lines, 255)),
  'ASCII records of 133': (lines) => latin(fixed(lines, 133)),
  'records with descriptors': (lines) => Uint8Array.from(described(lines)),
  'blocks with descriptors': (lines) => blocked(lines, 7),
}

/** Layouts that leave everything there. */
export const LAYOUTS: Readonly<Record<string, (lines: readonly string[]) => string[]>> = {
  'as printed': (lines) => [...lines],
  'blank carriage control': (lines) => lines.map((line) => ` ${line}`),
  'carriage control': (lines) => lines.map((line, at) => (line === '' ? '' : `${at % 9 === 0 ? '0' : ' '}${line}`)),
  indented: (lines) => lines.map((line) => (line === '' ? '' : `     ${line}`)),
  'indentation lost': (lines) => lines.map((line) => line.trimStart()),
  'blank lines everywhere': (lines) => lines.flatMap((line) => [line, '']),
  'form feeds': (lines) => lines.flatMap((line, at) => (at % 50 === 49 ? ['\f', line] : [line])),
  'padded to 80': (lines) => lines.map((line) => line.padEnd(80)),
  'clipped at 132': (lines) => lines.map((line) => line.slice(0, 132)),
  'clipped at 250': (lines) => lines.map((line) => line.slice(0, 250)),
}

const isDump = (line: string): boolean => /^\s*[0-9A-F]{8}:/.test(line)
const withBefore = (lines: readonly string[], every: number, ...more: string[]): string[] =>
  lines.flatMap((line, at) => (at % every === every - 1 ? [...more, line] : [line]))

/** What screens, editors, mails and printers put between the lines of a trace, into its dumps too, or around each of them. */
export const SURROUNDINGS: Readonly<Record<string, (lines: readonly string[]) => string[]>> = {
  'words of TSO and IPCS between': (lines) =>
    withBefore(lines, 7, 'READY', 'BLS18160D May summary dump data be used? (Y or N)'),
  'words of IPCS between lines with carriage control': (lines) =>
    withBefore(
      lines.map((line) => ` ${line}`),
      11,
      '1           IPCS OUTPUT STREAM                    page 3',
      '',
    ),
  'tabs for blanks': (lines) => lines.map((line) => line.replace(/ {4}/g, '\t')),
  'sequence numbers in columns 73 to 80': (lines) =>
    lines.map((line, at) => `${line.slice(0, 72).padEnd(72)}${String(at + 1).padStart(6, '0')}00`),
  'the same without characters beside the dumps': (lines) =>
    lines.map((line, at) => {
      const hex = isDump(line) ? line.replace(/\s{2,}\*.*$/, '') : line
      return `${hex.slice(0, 72).padEnd(72)}${String(at + 1).padStart(6, '0')}00`
    }),
  'line numbers of an editor in front': (lines) =>
    lines.map((line, at) => `${String(at + 1).padStart(6, '0')} ${line}`),
  'quoted in a mail': (lines) => lines.map((line) => `> ${line}`),
}

const numbered =
  (width: number, step: number, behind: string, from = step) =>
  (lines: readonly string[]): string[] =>
    lines.map((line, at) => `${String(from + at * step).padStart(width, '0')}${behind}${line}`)
const quoted =
  (marks: string) =>
  (lines: readonly string[]): string[] =>
    lines.map((line) => marks + line)

/** What a mail, an editor or a data set with NUM ON puts before each line. Line for line the same listing. */
export const MARGINS: Readonly<Record<string, (lines: readonly string[]) => string[]>> = {
  'marks of a mail': quoted('> '),
  'marks of a mail without a blank': quoted('>'),
  'marks of an answered mail without a blank': quoted('>>'),
  'marks of an answered mail with a blank between': quoted('> >'),
  'marks of an answered mail with blanks': quoted('> > '),
  'marks of a mail that ends lines': (lines) => lines.map((line) => `>${line}`.trimEnd()),
  'six digits': numbered(6, 1, ' '),
  'six digits by tens': numbered(6, 10, ' '),
  'six digits by hundreds': numbered(6, 100, ' '),
  'eight digits': numbered(8, 1, ' '),
  'eight digits by tens': numbered(8, 10, ' '),
  'eight digits by hundreds': numbered(8, 100, ' '),
  'eight digits, glued': numbered(8, 1, ''),
  'eight digits by tens, glued': numbered(8, 10, ''),
  'eight digits by hundreds, glued': numbered(8, 100, ''),
  'eight digits from the middle of a file': numbered(8, 1, ' ', 4_711),
  'marks before eight digits': (lines) => quoted('>')(numbered(8, 1, ' ')(lines)),
  'marks and a blank before six digits': (lines) => quoted('> ')(numbered(6, 1, ' ')(lines)),
}
