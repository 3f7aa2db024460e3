import type { CodePage, CodeReading } from '../../../preload/contract/code.ts'
import type { Request } from '../../../preload/contract/index.ts'
import type { Reading } from '../../reference/reading.ts'
import { searchCodes } from '../../reference/search-codes.ts'

/** A page of what a code or name may mean; needs no case. */
export function codePage({ text, kind, offset, limit }: Request<'code.search'>): CodePage {
  const { readings, manual } = searchCodes(text)
  const counts = new Map<string, number>()
  for (const reading of readings) counts.set(reading.kind, (counts.get(reading.kind) ?? 0) + 1)
  const wanted = kind === null ? readings : readings.filter((reading) => reading.kind === kind)
  return {
    total: wanted.length,
    offset,
    rows: wanted.slice(offset, offset + limit).map(presentReading),
    kinds: [...counts].map(([of, count]) => ({ kind: of, count })),
    manual: manual ?? null,
  }
}

function presentReading(reading: Reading): CodeReading {
  const { kind, code, readAs, name, also, meaning, causes, advice, notes, findings, confidence, sources, manual } =
    reading
  return {
    kind,
    code: code ?? null,
    readAs,
    name: name ?? null,
    also: [...also],
    meaning,
    causes: [...causes],
    advice: [...advice],
    notes: notes ?? null,
    findings: [...findings],
    confidence: confidence ?? null,
    sources: [...sources],
    manual,
  }
}
