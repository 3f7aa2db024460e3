/** The certificates of a handshake: what they say, whether they are good for the name that was asked for, what was demanded, and their bytes. */
import type { Certificate, CertificateDemand } from '../../preload/contract/connection.ts'
import type { CodePoint } from '../../preload/contract/vocabulary.ts'
import { nameMatches, namesOf } from '../diagnose/certificate-check.ts'
import { signatureSchemeName } from '../reference/signature-scheme.ts'
import { type ListedCertificate, listCertificates } from '../tls/certificate-list.ts'
import { clientCertificateTypeName } from '../tls/certificate-request.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { findExtension } from '../tls/extension.ts'
import type { Side } from '../tls/message.ts'
import { certificateOf } from '../tls/sent-certificate.ts'
import { readName } from '../x509/name.ts'

/** Authorities that are told of: a server that trusts everybody names some hundred. */
const MAX_AUTHORITIES = 100

export function presentCertificates(
  certificates: readonly ListedCertificate[],
  serverName: string | undefined,
): Certificate[] {
  return certificates.map(({ from, position, sha256, facts }) => ({
    from,
    position,
    sha256,
    ...facts,
    subjectAltNames: [...facts.subjectAltNames],
    keyUsage: [...facts.keyUsage],
    extendedKeyUsage: [...facts.extendedKeyUsage],
    fitsName:
      from === 'server' && position === 0 && serverName !== undefined && facts.unreadable === null
        ? namesOf({ facts }).some((pattern) => nameMatches(pattern, serverName))
        : null,
  }))
}

/** What each side demanded of the other's certificate, as far as it is in view: the client in its hello, the server in its request. */
export function certificateDemands(spoken: readonly SpokenMessage[]): CertificateDemand[] {
  const found = new Map<Side, CertificateDemand>()
  for (const { value } of spoken) {
    if (value?.name !== 'client_hello' && value?.name !== 'certificate_request') continue
    const { extensions } = value
    const schemes =
      (value.name === 'certificate_request' ? value.supportedSignatureAlgorithms : undefined) ??
      findExtension(extensions, 'signature_algorithms_cert')?.supportedSignatureAlgorithms ??
      findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms ??
      []
    const authorities =
      (value.name === 'certificate_request' ? value.certificateAuthorities : undefined) ??
      findExtension(extensions, 'certificate_authorities')?.authorities ??
      []
    const types = value.name === 'certificate_request' ? (value.certificateTypes ?? []) : []
    const from = value.name === 'client_hello' ? 'client' : 'server'
    // A hello of before signature_algorithms, and without anything else, demands nothing.
    if (from === 'client' && schemes.length === 0 && authorities.length === 0) continue
    found.set(from, {
      from,
      types: types.map((code) => named(code, clientCertificateTypeName(code))),
      signatures: schemes.map((code) => named(code, signatureSchemeName(code))),
      authorities: authorities.slice(0, MAX_AUTHORITIES).map((der) => readName(der) ?? 'a name that cannot be read'),
      moreAuthorities: Math.max(0, authorities.length - MAX_AUTHORITIES),
    })
  }
  return [...found.values()]
}

const named = (code: number, name: string | undefined): CodePoint => ({ code, name: name ?? `unknown (${code})` })

export interface CertificateBytes extends ListedCertificate {
  readonly der: Uint8Array
}

/** Certificates with the bytes that were sent; those of TLS that were packed, as they were unpacked. */
export function certificateBytes(spoken: readonly SpokenMessage[]): CertificateBytes[] {
  return listCertificates(spoken).flatMap((listed) => {
    const der = certificateOf(spoken[listed.message]?.value)?.certificateList?.[listed.position]?.certData
    return der ? [{ ...listed, der }] : []
  })
}
