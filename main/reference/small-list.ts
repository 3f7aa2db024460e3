/** Registries of a few numbers, each with a name and hardly more. */
import { hexDigits } from './code-point-name.ts'
import { reading, type Reading, type ReadingKind } from './reading.ts'
import { type Confidence, sourcesOf } from './sourced.ts'
import alerts from './table/alerts.json' with { type: 'json' }
import certificateCompression from './table/certificate-compression.json' with { type: 'json' }
import compressionMethods from './table/compression-methods.json' with { type: 'json' }
import contentTypes from './table/content-types.json' with { type: 'json' }
import pskAndPoints from './table/psk-modes-and-point-formats.json' with { type: 'json' }
import attributes from './table/system-ssl-attributes.json' with { type: 'json' }
import zosMessages from './table/zos-messages.json' with { type: 'json' }

interface Listed {
  readonly code?: number
  readonly number?: number
  readonly id?: number
  readonly name?: string
  readonly description?: string
  readonly meaning?: string
  readonly confidence?: string
  readonly sources?: readonly number[]
}

interface SmallList {
  readonly kind: ReadingKind
  readonly title: string
  readonly entries: readonly Listed[]
  readonly sources: readonly string[]
  /** Of all entries, where the table does not say it of each. */
  readonly source?: string
  /** Its names are sentences that say what it means. */
  readonly named?: false
  /** What an entry without a meaning of its own is. */
  readonly meaning?: string
}

const LISTS: readonly SmallList[] = [
  { kind: 'content-type', title: 'TLS record type', entries: contentTypes.entries, sources: contentTypes.sources },
  {
    kind: 'alert-level',
    title: 'TLS alert level',
    entries: alerts.levels,
    sources: [],
    source: 'RFC 8446 section 6',
    meaning: 'How an alert is meant: TLS 1.3 takes every one as fatal but those that close.',
  },
  {
    kind: 'compression',
    title: 'TLS compression method',
    entries: compressionMethods.entries,
    sources: compressionMethods.sources,
  },
  {
    kind: 'certificate-compression',
    title: 'Certificate compression algorithm',
    entries: certificateCompression.entries,
    sources: certificateCompression.sources,
    meaning: 'How a Certificate message is compressed.',
  },
  {
    kind: 'psk-mode',
    title: 'PSK key exchange mode',
    entries: pskAndPoints.pskKeyExchangeModes,
    sources: [],
    source: 'RFC 8446',
    meaning: 'Whether a pre-shared key is used alone (psk_ke) or with a fresh key exchange (psk_dhe_ke).',
  },
  {
    kind: 'point-format',
    title: 'EC point format',
    entries: pskAndPoints.ecPointFormats,
    sources: [],
    source: 'RFC 8422',
    meaning: 'How a point of a curve is written; anything but uncompressed is retired.',
  },
  {
    kind: 'attls-trace',
    title: 'AT-TLS Trace value',
    entries: zosMessages.tlsTraceLevels,
    sources: zosMessages.sources,
    named: false,
  },
  {
    kind: 'pagent-level',
    title: 'Policy Agent LogLevel',
    entries: zosMessages.pagentLogLevels,
    sources: zosMessages.sources,
  },
  {
    kind: 'trace-entry',
    title: 'System SSL trace entry',
    entries: attributes.traceEntryIds,
    sources: attributes.sources,
  },
  {
    kind: 'attribute',
    title: 'System SSL attribute',
    entries: attributes.ibmIOnly,
    sources: [],
    source: 'IBM i header of the same API',
    meaning: 'The number is known from IBM i alone; whether z/OS has it was not found.',
  },
]

let known: readonly Reading[] | undefined

/** Every entry of every list. */
export function smallReadings(): readonly Reading[] {
  return (known ??= LISTS.flatMap((list) => list.entries.map((entry) => readingOf(list, entry))))
}

/** What the lists have under a number; `spelt`: as it was typed, since a trace prints entry ids with eight digits. */
export function smallReadingsOf(value: number, spelt: string): readonly Reading[] {
  return smallReadings().filter(({ code }) => code === spelt || (code?.length !== 8 && Number(code) === value))
}

function readingOf({ kind, title, sources, source, meaning, named }: SmallList, entry: Listed): Reading {
  const number = entry.code ?? entry.number ?? entry.id ?? 0
  const code = kind === 'trace-entry' ? hexDigits(number, 8) : String(number)
  return reading(kind, {
    code,
    readAs: `${title} ${code}`,
    name: named === false ? undefined : (entry.name ?? entry.description),
    meaning: (named === false ? entry.name : entry.meaning) ?? meaning ?? 'Registered with IANA.',
    confidence:
      entry.confidence === undefined
        ? kind === 'attribute'
          ? 'secondary'
          : 'documented'
        : (entry.confidence as Confidence),
    sources: source === undefined ? sourcesOf({ sources: entry.sources ?? [] }, sources) : [source],
  })
}
