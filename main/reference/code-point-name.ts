/** How a code point is called that no registry names. Numbers survive whatever they are (RFC 8701 relies on it). */

/** RFC 8701 §2: the sixteen reserved two-byte values 0x0A0A, 0x1A1A, ... 0xFAFA. */
export function isGrease(code: number): boolean {
  return (code & 0x0f0f) === 0x0a0a && code >>> 8 === (code & 0xff)
}

/** RFC 8701 §2: the reserved values of PskKeyExchangeMode, 0x0B, 0x2A, 0x49, ... 0xE4. */
export function isGreasePskMode(code: number): boolean {
  return code <= 0xe4 && code % 0x1f === 0x0b
}

/** `1A2B`: a code as System SSL and our own hex columns write it. */
export function hexDigits(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0')
}

/** `unknown (0x1a2b)`; `digits` is the width of the field on the wire. */
export function unknownName(code: number, digits: number): string {
  return `unknown (0x${code.toString(16).padStart(digits, '0')})`
}

/** The name of a two-byte code point: `GREASE (0x1a1a)`, registered, or `unknown (0x1a2b)`. Registries list GREASE as reserved. */
export function twoByteName(code: number, registered: string | undefined): string {
  if (isGrease(code)) return `GREASE (0x${code.toString(16).padStart(4, '0')})`
  return registered ?? unknownName(code, 4)
}
