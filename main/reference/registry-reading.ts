/** Code points of the TLS registries as readings. */
import { alertDescription, alertSources } from './alert.ts'
import { cipherSuite, cipherSuiteSources, zosCipherSpelling } from './cipher-suite.ts'
import { hexDigits } from './code-point-name.ts'
import { extensionSources, extensionType } from './extension.ts'
import { findingsOfCode } from './finding-of-code.ts'
import { handshakeType, handshakeTypeSources } from './handshake-type.ts'
import { NO_MEANING, reading, type Reading } from './reading.ts'
import { signatureScheme, signatureSchemeSources } from './signature-scheme.ts'
import { sourcesOf } from './sourced.ts'
import { supportedGroup, supportedGroupSources } from './supported-group.ts'
import { protocolVersion, protocolVersionSources } from './version.ts'

export function alertReading(code: number): Reading | undefined {
  const entry = alertDescription(code)
  return (
    entry &&
    reading('alert', {
      code: String(code),
      readAs: `TLS alert ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? NO_MEANING,
      causes: entry.causes ?? [],
      findings: findingsOfCode('alert', code),
      confidence: entry.confidence,
      sources: sourcesOf(entry, alertSources),
    })
  )
}

export function cipherSuiteReading(code: number): Reading | undefined {
  const entry = cipherSuite(code)
  if (!entry) return undefined
  const parts = [
    entry.keyExchange && `key exchange ${entry.keyExchange}`,
    entry.authentication && `authentication ${entry.authentication}`,
    entry.encryption && `encryption ${entry.encryption}`,
    entry.versions && `for ${entry.versions.join(', ')}`,
  ]
  const certificate = entry.serverCertificate && `Certificate of the server: ${entry.serverCertificate}.`
  return reading('cipher-suite', {
    code: zosCipherSpelling(code),
    readAs: `Cipher suite ${zosCipherSpelling(code) ?? code}`,
    name: entry.name,
    also: entry.opensslName === undefined || entry.opensslName === entry.name ? [] : [entry.opensslName],
    meaning: [
      `${entry.signaling === true ? 'A signal, no cipher. ' : ''}${parts.filter(Boolean).join(', ')}.`,
      certificate,
    ]
      .filter(Boolean)
      .join(' '),
    notes: [...(entry.weak ?? []), ...(entry.cautions ?? [])].join('; ') || undefined,
    confidence: entry.confidence,
    sources: sourcesOf(entry, cipherSuiteSources),
  })
}

export function groupReading(code: number): Reading | undefined {
  const entry = supportedGroup(code)
  return (
    entry &&
    reading('group', {
      code: entry.zos ?? String(code),
      readAs: `TLS group ${code} (0x${hexDigits(code, 4)})${entry.zos === undefined ? '' : `, in AT-TLS ${entry.zos}`}`,
      name: entry.name,
      meaning: `${entry.kind}${entry.tls13 === true ? ', may be used with TLS 1.3' : ''}.`,
      notes: entry.obsolete === true ? 'obsolete' : undefined,
      confidence: entry.confidence,
      sources: sourcesOf(entry, supportedGroupSources),
    })
  )
}

export function signatureSchemeReading(code: number): Reading | undefined {
  const entry = signatureScheme(code)
  if (!entry) return undefined
  const parts = [
    entry.keyType && `key ${entry.keyType}`,
    entry.hash && `hash ${entry.hash}`,
    entry.curve && `curve ${entry.curve}`,
  ]
    .filter(Boolean)
    .join(', ')
  return reading('signature-scheme', {
    code: hexDigits(code, 4),
    readAs: `Signature scheme 0x${hexDigits(code, 4)}`,
    name: entry.name,
    meaning: `${parts || 'A reserved value'}${entry.tls13 === true ? '; may sign a TLS 1.3 handshake' : ''}.`,
    notes: entry.weak?.join('; '),
    confidence: entry.confidence,
    sources: sourcesOf(entry, signatureSchemeSources),
  })
}

export function versionReading(code: number): Reading | undefined {
  const entry = protocolVersion(code)
  return (
    entry &&
    reading('version', {
      code: hexDigits(code, 4),
      readAs: `Protocol version 0x${hexDigits(code, 4)}`,
      name: entry.name,
      meaning: entry.deprecated === true ? `Deprecated: ${entry.reason ?? 'see the registry'}.` : 'In use.',
      confidence: entry.confidence,
      sources: sourcesOf(entry, protocolVersionSources),
    })
  )
}

export function extensionReading(code: number): Reading | undefined {
  const entry = extensionType(code)
  return (
    entry &&
    reading('extension', {
      code: String(code),
      readAs: `TLS extension ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? 'Registered with IANA.',
      confidence: entry.confidence,
      sources: sourcesOf(entry, extensionSources),
    })
  )
}

export function handshakeTypeReading(code: number): Reading | undefined {
  const entry = handshakeType(code)
  return (
    entry &&
    reading('handshake-type', {
      code: String(code),
      readAs: `Handshake message type ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? 'Registered with IANA.',
      confidence: entry.confidence,
      sources: sourcesOf(entry, handshakeTypeSources),
    })
  )
}
