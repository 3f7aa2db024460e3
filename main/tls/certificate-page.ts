/** Web servers that take any client certificate in the handshake, and then refuse the request for it, say so in a page. */
import { asLatin } from './clear-text.ts'

/** `HTTP/1.` (RFC 9112 §4). */
const START = [0x48, 0x54, 0x54, 0x50, 0x2f, 0x31, 0x2e]
/** Where the page is looked at, and how much of its words is kept. */
const LOOKED_AT = 2_048
const KEPT = 120

const CLIENT_ERROR = /^HTTP\/1\.\d (4\d\d) [ -~]{0,80}/
const ABOUT_CERTIFICATE = /[^<>\r\n]{0,60}\bcertificate\b[^<>\r\n]{0,60}/i

/** The status line of a page that refuses (4xx) and speaks of a certificate, and those words; undefined for all other data. */
export function certificatePage(bytes: Uint8Array): Uint8Array | undefined {
  if (START.some((byte, at) => bytes[at] !== byte)) return undefined
  const text = asLatin(bytes.subarray(0, LOOKED_AT))
  const [status] = CLIENT_ERROR.exec(text) ?? []
  if (status === undefined) return undefined
  const head = text.indexOf('\r\n\r\n')
  const [words] = (head < 0 ? null : ABOUT_CERTIFICATE.exec(text.slice(head))) ?? []
  if (words === undefined) return undefined
  return Uint8Array.from(`${status.trim()}\n${words.trim().slice(0, KEPT)}`, (letter) => letter.charCodeAt(0))
}
