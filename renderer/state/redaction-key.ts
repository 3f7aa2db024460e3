/** What the stand-ins of one redacted output are derived from: nobody can work them out a second time. */
export function redactionKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
