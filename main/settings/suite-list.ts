/** Cipher suites as policies spell them: a constant (`TLS_RSA_WITH_AES_128_CBC_SHA`), codes of two digits, or of four (V3CipherSuites4Char). */
import { cipherSuiteNamed } from '../reference/cipher-suite.ts'

/** Undefined: neither. */
export function cipherSuiteCode(text: string, fourDigits: boolean): readonly number[] | undefined {
  if (!fourDigits && /^TLS_/i.test(text)) {
    const code = cipherSuiteNamed(text)
    return code === undefined ? undefined : [code]
  }
  const digits = fourDigits ? 4 : 2
  if (!/^[0-9A-Fa-f]+$/.test(text) || text.length % digits !== 0) return undefined
  const codes: number[] = []
  for (let at = 0; at < text.length; at += digits) codes.push(parseInt(text.slice(at, at + digits), 16))
  return codes
}
