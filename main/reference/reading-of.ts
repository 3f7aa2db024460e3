/** Codes and messages of z/OS as readings: the words differ from table to table, a reading has the same ones for all. */
import { attlsCodeRange, attlsReturnCode, attlsReturnCodeSources } from './attls-return-code.ts'
import { cmsStatusCode, cmsStatusCodeSources } from './cms-status-code.ts'
import { hexDigits } from './code-point-name.ts'
import { findingsOfCode, findingsOfMessage } from './finding-of-code.ts'
import { messageManual, NO_MEANING, reading, type Reading, type ReadingKind } from './reading.ts'
import { sourcesOf } from './sourced.ts'
import { systemSslAttribute, systemSslAttributeSources } from './system-ssl-attribute.ts'
import {
  deprecatedReturnCode,
  type ReturnCode,
  systemSslReturnCode,
  systemSslReturnCodeSources,
} from './system-ssl-return-code.ts'
import { errno2, zosMessage, zosMessageSources } from './zos-message.ts'

function ofReturnCode(
  kind: ReadingKind,
  code: string,
  readAs: string,
  entry: ReturnCode,
  sources: readonly string[],
): Reading {
  return reading(kind, {
    code,
    readAs,
    name: entry.symbol,
    meaning: entry.meaning ?? NO_MEANING,
    causes: entry.causes ?? [],
    advice: entry.fixes ?? [],
    notes: entry.notes,
    findings: findingsOfCode(kind, entry.code),
    confidence: entry.confidence,
    sources: sourcesOf(entry, sources),
  })
}

/** A return code of System SSL. Undefined for a number that no table has: few of all numbers are return codes. */
export function systemSslReading(code: number): Reading | undefined {
  const entry = systemSslReturnCode(code)
  return (
    entry &&
    ofReturnCode(
      'system-ssl',
      String(code),
      `System SSL return code ${code} (0x134CC${hexDigits(code, 3)})`,
      entry,
      systemSslReturnCodeSources,
    )
  )
}

export function attlsReading(code: number): Reading | undefined {
  const entry = attlsReturnCode(code)
  if (entry) return ofReturnCode('at-tls', String(code), `AT-TLS return code ${code}`, entry, attlsReturnCodeSources)
  const range = code > 5_000 ? attlsCodeRange(code) : undefined
  return range === undefined
    ? undefined
    : reading('at-tls', { code: String(code), readAs: `AT-TLS return code ${code}`, meaning: range })
}

/** Statuses of Certificate Management Services and of ASN.1 fill a range each; one without an entry still says what it is. */
export function statusReading(status: number): Reading | undefined {
  const hex = hexDigits(status, 8)
  const entry = cmsStatusCode(status)
  if (entry) return ofReturnCode('cms', hex, `CMS status ${hex} (${status})`, entry, cmsStatusCodeSources)
  if (status >>> 12 === 0x03353)
    return reading('cms', {
      code: hex,
      readAs: `CMS status ${hex} (${status})`,
      meaning: 'A status of Certificate Management Services; no table here has this one.',
      findings: findingsOfCode('cms', status),
    })
  // System SSL Programming, gsk_strerror: 014CE001 to 014CEFFF.
  if (status >>> 12 === 0x014ce && status !== 0x014ce000)
    return reading('asn1', {
      code: hex,
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
    code: `${returnCode}/${reasonCode}`,
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
      code: String(id),
      readAs: `System SSL ${entry.kind} ${id}`,
      name: entry.name,
      meaning: entry.meaning,
      notes: entry.onZos === true ? undefined : 'The number is known from another platform and may differ on z/OS.',
      confidence: entry.confidence,
      sources: sourcesOf(entry, systemSslAttributeSources),
    })
  )
}

export function messageReading(id: string): Reading | undefined {
  const entry = zosMessage(id)
  return (
    entry &&
    reading('message', {
      code: id,
      readAs: `z/OS message ${id} (${entry.severity})`,
      name: entry.shape,
      meaning: entry.meaning,
      causes: entry.fields ?? [],
      advice: entry.actions ?? [],
      notes: entry.notes,
      findings: findingsOfMessage(id),
      confidence: entry.confidence,
      sources: sourcesOf(entry, zosMessageSources),
      manual: messageManual(id),
    })
  )
}

/** Negative: the older interface (gsk_secure_soc_init), with the code that the newer one gives for the same. */
export function deprecatedReading(code: number): Reading | undefined {
  const entry = deprecatedReturnCode(code)
  if (!entry) return undefined
  const equivalent = entry.equivalent === undefined ? undefined : systemSslReading(entry.equivalent)
  return reading('system-ssl', {
    code: String(code),
    readAs: `System SSL return code ${code} of the older interface`,
    meaning: entry.meaning,
    causes: equivalent?.causes ?? [],
    advice: equivalent?.advice ?? [],
    notes: equivalent && `The newer interface gives ${entry.equivalent} (${equivalent.name ?? 'no symbol known'}).`,
    findings: equivalent?.findings ?? [],
    confidence: entry.confidence,
    sources: sourcesOf(entry, systemSslReturnCodeSources),
  })
}

/** `code`: eight hexadecimal digits. */
export function errno2Reading(code: string): Reading | undefined {
  const entry = errno2(code)
  return (
    entry &&
    reading('errno2', {
      code,
      readAs: `errno2 ${code}`,
      meaning: entry.meaning,
      findings: findingsOfCode('errno2', Number.parseInt(code, 16)),
      confidence: entry.confidence,
      sources: sourcesOf(entry, zosMessageSources),
    })
  )
}
