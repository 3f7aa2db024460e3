/** Distinguished names as text, RFC 4514: the most specific part first, `CN=tn3270.example,O=Example,C=DE`. */
import { AsnConvert } from '@peculiar/asn1-schema'
import { Name } from '@peculiar/asn1-x509'
import { attributeTypeName } from './object-identifier.ts'

/** Longer names are cut: nobody reads them, and a hostile certificate can hold one of a megabyte. */
const MAX_VALUE_LENGTH = 1_024
const MAX_PARTS = 64

export function nameText(name: Name): string {
  const parts: string[] = []
  for (const part of [...name].slice(0, MAX_PARTS)) {
    parts.push(
      [...part]
        .slice(0, MAX_PARTS)
        .map(({ type, value }) => `${attributeTypeName(type)}=${escaped(value.toString())}`)
        .join('+'),
    )
  }
  return parts.reverse().join(',')
}

/** The text of a Name in DER (as in certificate_authorities), undefined where it is none. */
export function readName(der: Uint8Array): string | undefined {
  try {
    return nameText(AsnConvert.parse(der, Name))
  } catch {
    // Any DER error means the same here: these bytes are no Name.
    return undefined
  }
}

/** RFC 4514 §2.4, and control characters as the hex of their UTF-8 so that a name cannot forge what a person reads. */
function escaped(value: string): string {
  const short = value.length > MAX_VALUE_LENGTH ? `${value.slice(0, MAX_VALUE_LENGTH)}…` : value
  return short
    .replace(/[\\",+;<>]/g, '\\$&')
    .replace(/^[ #]/, '\\$&')
    .replace(/ $/, '\\ ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, (letter) =>
      encodeURIComponent(letter).replaceAll('%', '\\').toLowerCase(),
    )
}
