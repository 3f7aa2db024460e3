/**
 * Versions of QUIC (IANA "QUIC Versions"; RFC 9000 §15, RFC 9369 §3.1) whose long header has the form of RFC 8999: the drafts from 22 on,
 * and those that Google and Facebook used. No version of TLS has such a number.
 */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x00000001, 'QUIC v1'],
  [0x6b3343cf, 'QUIC v2'],
  [0x51303530, 'QUIC Q050'],
  [0x54303530, 'QUIC T050'],
  [0x54303531, 'QUIC T051'],
])
const DRAFTS = 0xff000000
const FIRST_DRAFT = 22
const LAST_DRAFT = 34
const FACEBOOK = 0xfaceb000

/** `QUIC v1`; undefined for what is none that is known. */
export function quicVersionName(code: number): string | undefined {
  const draft = code - DRAFTS
  if (draft >= FIRST_DRAFT && draft <= LAST_DRAFT) return `QUIC draft ${draft}`
  if (code >= FACEBOOK && code <= FACEBOOK + 0xf) return `QUIC mvfst ${code - FACEBOOK}`
  return NAMES.get(code)
}
