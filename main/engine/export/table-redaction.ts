/** Tables that leave the house without the names in them, by the rules that reports are redacted by. */
import type { Note } from '../../../preload/contract/note.ts'
import { KIND_WORD } from '../../report/model/redacted-word.ts'
import type { AnalysisConnection } from '../../report/analysis/schema.ts'
import { namesOf } from '../../report/redact/learn-names.ts'
import { Masking } from '../../report/redact/masking.ts'
import type { KnownName } from '../../report/redact/pseudonyms.ts'
import { redactConnection } from '../../report/redact/redact-connection.ts'
import { leftOut } from '../../report/redact/redact-detail.ts'
import { analysisReader } from '../analysis-reader.ts'
import { breathe } from '../breathe.ts'
import { knownNames } from '../known-names.ts'
import type { OpenCase } from '../open-case.ts'
import type { NumberedConnection } from './connection-plan.ts'

/** Names that texts are searched for; what is beyond is masked word by word. */
const MAX_NAMES = 100_000

export class TableRedaction {
  readonly #masking: Masking
  #notes = 0

  constructor(masking: Masking) {
    this.#masking = masking
  }

  connection(connection: AnalysisConnection): AnalysisConnection {
    return redactConnection(connection, this.#masking.mask)
  }

  note(note: Note): Note {
    this.#notes++
    return { ...note, about: this.#masking.mask.foreign(note.about), text: leftOut(note.text) }
  }

  /** What was masked, by kind and never by value, as a sentence. */
  get told(): string {
    const kinds = this.#masking.counts(0, this.#notes).map(({ kind, count }) => `${count} ${KIND_WORD[kind]}`)
    return kinds.length === 0 ? 'Nothing had to be masked.' : `Masked: ${kinds.join(', ')}.`
  }
}

/** Goes through the connections for their names first, so that each has the same stand-in wherever it is met. `key`: hex digits. */
export async function tableRedaction(
  open: OpenCase,
  connections: readonly NumberedConnection[],
  key: string,
  signal: AbortSignal | undefined,
): Promise<TableRedaction> {
  const read = analysisReader(open)
  const addresses = new Set<string>()
  const names = new Map<string, KnownName>()
  const learn = (name: KnownName): void => {
    if (names.size < MAX_NAMES && !names.has(name.value)) names.set(name.value, name)
  }
  for (const { name, path } of open.sources) for (const value of [name, path]) learn({ kind: 'file-name', value })
  for (const { id, number } of connections) {
    await breathe(signal)
    const connection = read(id, number)
    if (!connection) continue
    for (const { address } of [connection.client, connection.server]) if (address !== null) addresses.add(address)
    for (const { subjectAltNames } of connection.certificates) for (const name of subjectAltNames) addresses.add(name)
    for (const name of namesOf(connection)) learn(name)
  }
  const known = knownNames(
    open,
    connections.map(({ id }) => id),
  )
  return new TableRedaction(new Masking(key, addresses, [...names.values(), ...known]))
}
