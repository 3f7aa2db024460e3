import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { pkcs7 } from '../../../main/export/pkcs7.ts'
import { derElement } from '../../../main/x509/der.ts'

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixture/certificate/${name}`, import.meta.url)))

/** The elements in the content of the one that begins at `at`: their bytes, heads included. */
function within(der: Uint8Array): Uint8Array[] {
  const outer = derElement(der, 0)
  const found: Uint8Array[] = []
  for (let at = outer?.start ?? 0; outer && at < outer.end;) {
    const inner = derElement(der, at)
    if (!inner) throw new Error('no element')
    found.push(der.subarray(at, inner.end))
    at = inner.end
  }
  return found
}

const hex = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('hex')

it.each([[[]], [['leaf-ec-p256.der']], [['leaf-ec-p256.der', 'root-rsa-2048.der', 'expired-rsa-2048.der']]])(
  'holds %j as they are, and signs nothing',
  (names) => {
    const whole = pkcs7(names.map(fixture))
    expect(derElement(whole, 0)?.end).toBe(whole.length)
    const [type, content] = within(whole)
    expect(hex(type)).toBe('06092a864886f70d010702')
    const [signedData] = within(content ?? new Uint8Array())
    const [version, digests, inner, certificates, signers] = within(signedData ?? new Uint8Array())
    expect([version, digests, inner, signers].map(hex)).toEqual([
      '020101',
      '3100',
      '300b06092a864886f70d010701',
      '3100',
    ])
    expect(certificates?.[0]).toBe(0xa0)
    expect(within(certificates ?? new Uint8Array()).map(hex)).toEqual(names.map((name) => hex(fixture(name))))
  },
)
