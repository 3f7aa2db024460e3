/** A certificate as text (RFC 7468): base64 in lines of 64, under explanatory lines. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const LINE = 64

/** `about`: lines above it; what could be taken for a boundary is made harmless. */
export function pem(der: Uint8Array, about: readonly string[]): string {
  const text = base64(der)
  const lines = text.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  const said = about.map((line) => `# ${line.replace(/[^\x20-\x7e\u00a0-\u024f]/g, '?').replaceAll('-----', '- - -')}`)
  return [...said, '-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function base64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const there = Math.min(3, bytes.length - at)
    for (let digit = 0; digit < 4; digit++)
      text += digit <= there ? (ALPHABET[(group >>> (18 - digit * 6)) & 0x3f] ?? '') : '='
  }
  return text
}
