/** PSK key exchange modes (RFC 8446 §4.2.9) and point formats (RFC 8422 §5.1.2). */
import { byKey } from './by-key.ts'
import { isGreasePskMode, unknownName } from './code-point-name.ts'
import table from './table/psk-modes-and-point-formats.json' with { type: 'json' }

const pskMode = byKey(
  () => table.pskKeyExchangeModes,
  (mode) => mode.number,
)
const pointFormat = byKey(
  () => table.ecPointFormats,
  (format) => format.number,
)

export function pskKeyExchangeModeName(code: number): string {
  const registered = pskMode(code)?.name
  if (registered === undefined && isGreasePskMode(code)) return `GREASE (0x${code.toString(16).padStart(2, '0')})`
  return registered ?? unknownName(code, 2)
}

export function ecPointFormatName(code: number): string {
  return pointFormat(code)?.name ?? unknownName(code, 2)
}
