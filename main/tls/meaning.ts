/** The words beside a code point in the field tree: its registered name, and how a z/OS user types it. */
import { cipherSuiteName, zosCipherSpelling } from '../reference/cipher-suite.ts'
import { signatureSchemeName, zosSignatureSpelling } from '../reference/signature-scheme.ts'
import { groupName, zosGroupSpelling } from '../reference/supported-group.ts'

function withSpelling(name: string, zos: string | undefined): string {
  return zos === undefined ? name : `${name} · z/OS ${zos}`
}

export function cipherSuiteMeaning(code: number): string {
  return withSpelling(cipherSuiteName(code), zosCipherSpelling(code))
}

export function groupMeaning(code: number): string {
  return withSpelling(groupName(code), zosGroupSpelling(code))
}

export function signatureSchemeMeaning(code: number): string {
  return withSpelling(signatureSchemeName(code), zosSignatureSpelling(code))
}
