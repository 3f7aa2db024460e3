/** What the tables know by a name alone: functions of a trace, events, messages of the Policy Agent, symbols whose number is not known. */
import { findingsOfMessage } from './finding-of-code.ts'
import { reading, type Reading } from './reading.ts'
import { type Confidence, sourcesOf } from './sourced.ts'
import attls from './table/attls-return-codes.json' with { type: 'json' }
import cms from './table/cms-status-codes.json' with { type: 'json' }
import attributes from './table/system-ssl-attributes.json' with { type: 'json' }
import returnCodes from './table/system-ssl-return-codes.json' with { type: 'json' }
import zosMessages from './table/zos-messages.json' with { type: 'json' }

interface Named {
  readonly meaning?: string
  readonly confidence: string
  readonly sources?: readonly number[]
}

let known: readonly Reading[] | undefined

export function nameOnlyReadings(): readonly Reading[] {
  return (known ??= [
    ...returnCodes.symbolsWithoutCode.map((entry) =>
      named('system-ssl', WITHOUT_NUMBER, entry.symbol, entry, returnCodes.sources),
    ),
    ...cms.symbolsWithoutCode.map((entry) => named('cms', WITHOUT_NUMBER, entry.symbol, entry, cms.sources)),
    ...attributes.namesWithoutId.map((entry) =>
      named('attribute', 'System SSL attribute', entry.name, entry, attributes.sources),
    ),
    ...attributes.traceFunctions.map((entry) =>
      named('trace-function', 'Function in a System SSL trace', entry.name, entry, attributes.sources),
    ),
    ...attls.events.map((entry) => ({
      ...named('attls-event', 'Event of AT-TLS (EZD1283I, EZD1287I)', entry.event, entry, []),
      sources: [EVENTS],
    })),
    ...zosMessages.pagentLogMessages.map(({ id, level, shape, causes, fixes, notes, ...entry }) => ({
      ...named('pagent-message', `Message of the Policy Agent (${level})`, shape, entry, zosMessages.sources),
      code: id,
      also: [level],
      causes,
      advice: fixes,
      notes,
      findings: findingsOfMessage(id),
    })),
  ])
}

const EVENTS = 'https://www.ibm.com/support/knowledgecenter/ja/SSLTBW_2.4.0/com.ibm.zos.v2r4.halw001/ezd1283i.dita'
const WITHOUT_NUMBER = 'Symbol of a code whose number is not known here'

function named(
  kind: Reading['kind'],
  readAs: string,
  name: string,
  { meaning, confidence, sources }: Named,
  table: readonly string[],
): Reading {
  return reading(kind, {
    readAs,
    name,
    meaning: meaning ?? 'No meaning was found.',
    confidence: confidence as Confidence,
    sources: sourcesOf({ sources: sources ?? [] }, table),
  })
}
