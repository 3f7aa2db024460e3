const PIECE = 4096

/** One character a byte, whatever the bytes are. */
export function latinText(bytes: Uint8Array, start: number, end: number): string {
  let text = ''
  for (let at = start; at < end; at += PIECE) {
    text += String.fromCharCode.apply(undefined, bytes.subarray(at, Math.min(end, at + PIECE)) as unknown as number[])
  }
  return text
}

/** The bytes as a string: UTF-8 where they are valid UTF-8, else Latin-1, which any bytes are. */
export function decodeText(bytes: Uint8Array, start: number, end: number): string {
  let plain = true
  for (let i = start; i < end; i++) {
    if ((bytes[i] ?? 0) >= 0x80) {
      plain = false
      break
    }
  }
  if (!plain) {
    const points = decodeUtf8(bytes, start, end)
    if (points !== undefined) return points
  }
  return latinText(bytes, start, end)
}

/** Whether `bytes[start..end)` are `text`, which is ASCII. */
export function spells(bytes: Uint8Array, start: number, end: number, text: string): boolean {
  if (end - start !== text.length) return false
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false
  return true
}

/** RFC 3629: undefined for overlong forms, surrogates, values above U+10FFFF, and sequences cut short. */
function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = ''
  for (let i = start; i < end;) {
    const first = bytes[i] ?? 0
    const more = first < 0x80 ? 0 : first < 0xc2 ? -1 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : -1
    if (more < 0 || i + more >= end) return undefined
    let point = more === 0 ? first : first & (0x3f >> more)
    for (let k = 1; k <= more; k++) {
      const next = bytes[i + k] ?? 0
      if ((next & 0xc0) !== 0x80) return undefined
      point = (point << 6) | (next & 0x3f)
    }
    if (more === 2 && (point < 0x800 || (point >= 0xd800 && point < 0xe000))) return undefined
    if (more === 3 && (point < 0x10000 || point > 0x10ffff)) return undefined
    text += String.fromCodePoint(point)
    i += more + 1
  }
  return text
}

/** A text of Latin-1 as bytes. */
export function latinBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}
