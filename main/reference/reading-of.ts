/** Entries of the tables as readings: the words differ from table to table, a reading has the same ones for all. */
import { alertDescription } from './alert.ts'
import { attlsCodeRange, attlsReturnCode } from './attls-return-code.ts'
import { cipherSuite, zosCipherSpelling } from './cipher-suite.ts'
import { cmsStatusCode } from './cms-status-code.ts'
import { hexDigits } from './code-point-name.ts'
import { extensionType } from './extension.ts'
import { findingsOfCode, findingsOfMessage } from './finding-of-code.ts'
import { handshakeType } from './handshake-type.ts'
import { MANUALS, messageManual, type Reading, type ReadingKind } from './reading.ts'
import { signatureScheme } from './signature-scheme.ts'
import { supportedGroup } from './supported-group.ts'
import { systemSslAttribute } from './system-ssl-attribute.ts'
import { systemSslReturnCode, type ReturnCode } from './system-ssl-return-code.ts'
import { protocolVersion } from './version.ts'
import { zosMessage } from './zos-message.ts'

type Part = Partial<Reading> & Pick<Reading, 'readAs' | 'meaning'>

function reading(kind: ReadingKind, part: Part): Reading {
  return {
    kind,
    name: undefined,
    causes: [],
    advice: [],
    notes: undefined,
    findings: [],
    confidence: undefined,
    manual: MANUALS[kind],
    ...part,
  }
}

const NO_MEANING = 'The code is real; what it means was not found.'

function ofReturnCode(kind: ReadingKind, readAs: string, entry: ReturnCode): Reading {
  return reading(kind, {
    readAs,
    name: entry.symbol,
    meaning: entry.meaning ?? NO_MEANING,
    causes: entry.causes ?? [],
    advice: entry.fixes ?? [],
    notes: entry.notes,
    findings: findingsOfCode(kind, entry.code),
    confidence: entry.confidence,
  })
}

/** A return code of System SSL. Undefined for a number that no table has: few of all numbers are return codes. */
export function systemSslReading(code: number): Reading | undefined {
  const entry = systemSslReturnCode(code)
  return entry && ofReturnCode('system-ssl', `System SSL return code ${code} (0x134CC${hexDigits(code, 3)})`, entry)
}

export function attlsReading(code: number): Reading | undefined {
  const entry = attlsReturnCode(code)
  if (entry) return ofReturnCode('at-tls', `AT-TLS return code ${code}`, entry)
  const range = code > 5_000 ? attlsCodeRange(code) : undefined
  return range === undefined ? undefined : reading('at-tls', { readAs: `AT-TLS return code ${code}`, meaning: range })
}

/** Statuses of Certificate Management Services and of ASN.1 fill a range each; one without an entry still says what it is. */
export function statusReading(status: number): Reading | undefined {
  const hex = hexDigits(status, 8)
  const entry = cmsStatusCode(status)
  if (entry) return ofReturnCode('cms', `CMS status ${hex} (${status})`, entry)
  if (status >>> 12 === 0x03353)
    return reading('cms', {
      readAs: `CMS status ${hex} (${status})`,
      meaning: 'A status of Certificate Management Services; no table here has this one.',
      findings: findingsOfCode('cms', status),
    })
  // System SSL Programming, gsk_strerror: 014CE001 to 014CEFFF.
  if (status >>> 12 === 0x014ce && status !== 0x014ce000)
    return reading('asn1', {
      readAs: `ASN.1 status ${hex} (${status})`,
      meaning: 'A certificate or another ASN.1 structure could not be encoded or decoded; no table here has this one.',
      findings: ['certificate-processing-failed'],
    })
  return undefined
}

const ICSF_RETURN_CODES: Readonly<Record<number, string>> = {
  0: 'the service did its work',
  4: 'the service did its work, with a remark',
  8: 'the request was refused or failed',
  12: 'the service or the cryptographic hardware is not available',
  16: 'ICSF itself is in trouble',
}

export function icsfReading(returnCode: number, reasonCode: number): Reading {
  const sort = ICSF_RETURN_CODES[returnCode]
  return reading('icsf', {
    readAs: `ICSF return code ${returnCode} (0x${returnCode.toString(16)}), reason ${reasonCode} (0x${reasonCode.toString(16)})`,
    meaning: `${sort === undefined ? 'A return code of no known sort.' : `Return code ${returnCode}: ${sort}.`} The reason code says which rule it broke; it means something only together with the return code.`,
    advice: [
      'look the pair up in the manual, under this return code',
      'see which CSF service the trace names beside it',
    ],
    findings: findingsOfCode('icsf', reasonCode),
    confidence: sort === undefined ? undefined : 'recalled',
  })
}

export function attributeReading(id: number): Reading | undefined {
  const entry = systemSslAttribute(id)
  return (
    entry &&
    reading('attribute', {
      readAs: `System SSL ${entry.kind} ${id}`,
      name: entry.name,
      meaning: entry.meaning,
      notes: entry.onZos === true ? undefined : 'The number is known from another platform and may differ on z/OS.',
      confidence: entry.confidence,
    })
  )
}

export function alertReading(code: number): Reading | undefined {
  const entry = alertDescription(code)
  return (
    entry &&
    reading('alert', {
      readAs: `TLS alert ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? NO_MEANING,
      causes: entry.causes ?? [],
      findings: findingsOfCode('alert', code),
      confidence: entry.confidence,
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
    readAs: `Cipher suite ${zosCipherSpelling(code) ?? code}`,
    name: entry.name,
    meaning: [
      `${entry.signaling === true ? 'A signal, no cipher. ' : ''}${parts.filter(Boolean).join(', ')}.`,
      certificate,
    ]
      .filter(Boolean)
      .join(' '),
    notes: [...(entry.weak ?? []), ...(entry.cautions ?? [])].join('; ') || undefined,
    confidence: entry.confidence,
  })
}

export function groupReading(code: number): Reading | undefined {
  const entry = supportedGroup(code)
  return (
    entry &&
    reading('group', {
      readAs: `TLS group ${code} (0x${hexDigits(code, 4)})${entry.zos === undefined ? '' : `, in AT-TLS ${entry.zos}`}`,
      name: entry.name,
      meaning: `${entry.kind}${entry.tls13 === true ? ', may be used with TLS 1.3' : ''}.`,
      notes: entry.obsolete === true ? 'obsolete' : undefined,
      confidence: entry.confidence,
    })
  )
}

export function signatureSchemeReading(code: number): Reading | undefined {
  const entry = signatureScheme(code)
  return (
    entry &&
    reading('signature-scheme', {
      readAs: `Signature scheme 0x${hexDigits(code, 4)}`,
      name: entry.name,
      meaning: `${[entry.keyType && `key ${entry.keyType}`, entry.hash && `hash ${entry.hash}`, entry.curve && `curve ${entry.curve}`].filter(Boolean).join(', ')}${entry.tls13 === true ? '; may sign a TLS 1.3 handshake' : ''}.`,
      notes: entry.weak?.join('; '),
      confidence: entry.confidence,
    })
  )
}

export function versionReading(code: number): Reading | undefined {
  const entry = protocolVersion(code)
  return (
    entry &&
    reading('version', {
      readAs: `Protocol version 0x${hexDigits(code, 4)}`,
      name: entry.name,
      meaning: entry.deprecated === true ? `Deprecated: ${entry.reason ?? 'see the registry'}.` : 'In use.',
      confidence: entry.confidence,
    })
  )
}

export function extensionReading(code: number): Reading | undefined {
  const entry = extensionType(code)
  return (
    entry &&
    reading('extension', {
      readAs: `TLS extension ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? 'Registered with IANA.',
      confidence: entry.confidence,
    })
  )
}

export function handshakeTypeReading(code: number): Reading | undefined {
  const entry = handshakeType(code)
  return (
    entry &&
    reading('handshake-type', {
      readAs: `Handshake message type ${code}`,
      name: entry.name,
      meaning: entry.meaning ?? 'Registered with IANA.',
      confidence: entry.confidence,
    })
  )
}

export function messageReading(id: string): Reading | undefined {
  const entry = zosMessage(id)
  return (
    entry &&
    reading('message', {
      readAs: `z/OS message ${id} (${entry.severity})`,
      name: entry.shape,
      meaning: entry.meaning,
      causes: entry.fields ?? [],
      advice: entry.actions ?? [],
      notes: entry.notes,
      findings: findingsOfMessage(id),
      confidence: entry.confidence,
      manual: messageManual(id),
    })
  )
}
