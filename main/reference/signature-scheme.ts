/** Signature schemes of TLS 1.3, which are also the hash and signature pairs of TLS 1.2 (RFC 8446 §4.2.3). */
import { byCode } from './by-key.ts'
import { twoByteName } from './code-point-name.ts'
import type { Confidence, Sourced } from './sourced.ts'
import table from './table/signature-schemes.json' with { type: 'json' }

export interface SignatureScheme extends Sourced {
  readonly code: number
  readonly name: string
  /** Key that signs: `RSA`, `EC`, `DSA`, `Ed25519`, ... */
  readonly keyType?: string
  readonly hash?: string
  readonly padding?: string
  readonly curve?: string
  /** May sign a TLS 1.3 handshake (CertificateVerify), not just certificates. */
  readonly tls13?: boolean
  readonly weak?: readonly string[]
  readonly zos?: string
  readonly zosConfidence?: Confidence
}

export const signatureScheme = byCode(() => table.entries as readonly SignatureScheme[])

export const signatureSchemeSources: readonly string[] = table.sources

export function signatureSchemeName(code: number): string {
  return twoByteName(code, signatureScheme(code)?.name)
}

/** `0401`: as ClientSignaturePairs and the trace write it; undefined where no such spelling is known. */
export function zosSignatureSpelling(code: number): string | undefined {
  return signatureScheme(code)?.zos
}

export function signatureSchemeWeaknesses(code: number): readonly string[] {
  return signatureScheme(code)?.weak ?? []
}
