import type { CodePage, CodeReading } from '../../../preload/contract/code.ts'
import type { Reading } from '../../reference/reading.ts'
import { searchCodes } from '../../reference/search-codes.ts'
import type { Answers } from '../answer.ts'
import { codeInCase, type SearchedCase } from '../code-in-case.ts'

/** `code.*`: what codes and names mean, and where they occur. `open`: undefined while no case is open. */
export function codeAnswers(open: () => SearchedCase | undefined) {
  return {
    'code.search': ({ text, kind, offset, limit }): CodePage => {
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
    },
    'code.inCase': (asked, signal) => {
      const searched = open()
      return searched === undefined
        ? { filter: null, connections: 0, lines: [], more: false }
        : codeInCase(searched, asked, signal)
    },
  } satisfies Partial<Answers>
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
