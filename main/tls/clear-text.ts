/** What bytes in clear say of their protocol, and of TLS: by the first words of the protocol, never by a port. */

/** One character for each byte, so that texts and bytes can be looked for alike. */
export function asLatin(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
}

const HTTP_METHOD = '(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|CONNECT|TRACE|PATCH|PRI)'

/** In the order in which they are asked; telnet: RFC 854; PROXY: its specification §2; LDAP: RFC 4511 §4.1.1; MySQL: protocol version 10. */
const PROTOCOLS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^${HTTP_METHOD} \\S{1,400} HTTP/\\d`), 'an HTTP request'],
  [/^HTTP\/\d/, 'an HTTP response'],
  [/^\s{0,8}<(?:!DOCTYPE html|html)\b/i, 'an HTML page'],
  [/^SSH-\d/, 'the identification of SSH'],
  [/^(?:PROXY (?:TCP4|TCP6|UNKNOWN)\b|\r\n\r\n\0\r\nQUIT\n)/, 'a header of the PROXY protocol'],
  [/^\xff[\xfa-\xfe]/, 'telnet negotiation'],
  [/^220[ -]/, 'the greeting of SMTP or FTP'],
  [/^\+OK\b/, 'the greeting of POP3'],
  [/^\* (?:OK|PREAUTH|BYE)\b/, 'the greeting of IMAP'],
  [/^(?:EHLO|HELO) /i, 'SMTP'],
  [/^\x30[\x05-\x7f]\x02[\x01-\x04]/, 'an LDAP message'],
  [/^[^]{2}\0\0\x0a\d/, 'the greeting of MySQL'],
]

/** `an HTTP request`; undefined for what is not known by its first bytes. */
export function protocolOf(bytes: Uint8Array): string | undefined {
  const text = asLatin(bytes)
  return PROTOCOLS.find(([start]) => start.test(text))?.[1]
}

/** PostgreSQL, "SSL Session Encryption". */
const SSL_REQUEST = '\0\0\0\x08\x04\xd2\x16\x2f'

/** The greeting of a protocol that may go over to TLS by a command (RFC 3207, RFC 2595, RFC 4217). */
export function greetsBeforeTls(bytes: Uint8Array): boolean {
  return /^(?:220[ -]|\+OK\b|\* (?:OK|PREAUTH)\b)/.test(asLatin(bytes))
}

/** The client asks for TLS in the protocol's own words: SMTP, POP3, IMAP, FTP; LDAP by RFC 4511 §4.14.1; PostgreSQL by SSLRequest. */
export function asksForTls(bytes: Uint8Array): boolean {
  const text = asLatin(bytes)
  return (
    /^(?:STARTTLS|STLS|AUTH TLS|\S{1,32} STARTTLS)\r?$/im.test(text) ||
    text.includes('1.3.6.1.4.1.1466.20037') ||
    text.startsWith(SSL_REQUEST)
  )
}

/** The client asks so, and says nothing after it but a farewell: it did not go on without TLS. */
export function endsWithAskingForTls(bytes: Uint8Array): boolean {
  const text = asLatin(bytes)
  const asked = /(?:^|\n)(?:STARTTLS|STLS|AUTH TLS|\S{1,32} STARTTLS)\r?\n(?:(?:QUIT|\S{1,32} LOGOUT)\r?\n)?$/i
  return asked.test(text) || text === SSL_REQUEST
}

/** The server says no in the words of SMTP and FTP, POP3 or IMAP. */
export function saysNo(bytes: Uint8Array): boolean {
  return /^(?:[45]\d\d[ -]|-ERR\b|[A-Z0-9.]{1,32} (?:NO|BAD)\b)/im.test(asLatin(bytes))
}

/** The client asks what the server can do, maybe leaves, and says nothing else. */
export function onlyAsksWhatIsThere(bytes: Uint8Array): boolean {
  const lines = asLatin(bytes)
    .split(/\r?\n/)
    .filter((line) => line !== '')
  const asks = lines.filter((line) => /^(?:EHLO .*|FEAT|CAPA|\S{1,32} CAPABILITY)$/i.test(line))
  const leaves = lines.filter((line) => /^(?:QUIT|\S{1,32} LOGOUT)$/i.test(line))
  return asks.length > 0 && asks.length + leaves.length === lines.length
}

/** The server says that it can go over to TLS. */
export function offersTls(bytes: Uint8Array): boolean {
  return /\b(?:STARTTLS|STLS|AUTH TLS)\b/i.test(asLatin(bytes))
}

/** Web servers answer a request in clear with 400 and say that the port is one for TLS. */
export function refusesHttp(bytes: Uint8Array): boolean {
  return isBadRequest(bytes) && /\b(?:HTTPS|SSL|TLS)\b/i.test(asLatin(bytes))
}

/** HTTP's 400: whoever answers so could not read what came. */
export function isBadRequest(bytes: Uint8Array): boolean {
  return /^HTTP\/1\.\d 400\b/.test(asLatin(bytes))
}
