/** Printable characters of IBM code page 1047 (Open Systems Latin-1), by byte from 0x40; everything else is shown as a dot. */
const FROM_0X40 =
  ' ...........<(+|&.........!$*);^-/.........,%_>?.........`:#@\'="' +
  '.abcdefghi.......jklmnopqr.......~stuvwxyz...[...............]..' +
  '{ABCDEFGHI......}JKLMNOPQR......\\.STUVWXYZ......0123456789......'

const EBCDIC: readonly string[] = Array.from({ length: 256 }, (_, byte) => FROM_0X40[byte - 0x40] ?? '.')

export function asciiOf(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'
}

export function ebcdicOf(byte: number): string {
  return EBCDIC[byte] ?? '.'
}

export function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

/** `01 00 01 fc`, sixteen to a line. */
export function hexDump(bytes: Uint8Array): string {
  return linesOf(bytes, 16)
    .map((line) => line.join(' '))
    .join('\n')
}

/** A C array, twelve bytes to a line. */
export function cArray(bytes: Uint8Array, name: string): string {
  const rows = linesOf(bytes, 12).map((line) => `  ${line.map((byte) => `0x${byte}`).join(', ')}`)
  return `static const unsigned char ${name.replace(/\W/g, '_')}[${bytes.length}] = {\n${rows.join(',\n')}\n};\n`
}

function linesOf(bytes: Uint8Array, width: number): string[][] {
  return Array.from({ length: Math.ceil(bytes.length / width) }, (_, i) =>
    Array.from(bytes.subarray(i * width, (i + 1) * width), hexOf),
  )
}
