import type { ReadableCase, WritableCase } from '../../db/open.ts'
import {
  lastFailedConnection,
  prepareFailedConnections,
  prepareFailedSpokenOf,
} from '../../db/query/failed-connections.ts'
import { prepareSettingList } from '../../db/query/setting-list.ts'
import { type ConnectionWriter, prepareConnectionWriter } from '../../db/write/connection-row.ts'
import type { StoredCause } from '../../db/write/connection-row.ts'
import { rootCause } from '../diagnose/diagnose.ts'
import { breathe } from './breathe.ts'
import type { Configured } from './configured.ts'
import type { ConnectionContents } from './connection-content.ts'
import { connectionFacts } from './connection-findings.ts'
import { Elsewhere } from './elsewhere.ts'

/** Failed connections looked at before the engine turns to other requests: some 10 ms. */
const AT_ONCE = 40
/** Ids looked through at a time. */
const PAGE = 1_000

/**
 * Judges failed connections anew with what the rest of the case says of them: logs, policies, what their server showed to others. Where
 * nothing does, the cause that the index has from their own messages stands; with `anew` none does, as what it was judged with may be gone.
 * Until `stopped`.
 */
export async function judgeCauses(
  index: ReadableCase,
  writable: WritableCase,
  contents: ConnectionContents,
  configured: Configured,
  anew: boolean,
  stopped: () => boolean,
): Promise<void> {
  const writer = prepareConnectionWriter(writable)
  const elsewhere = new Elsewhere(index, contents)
  const ofCase = contents.logMessagesOfCase()
  const everyOne = anew || ofCase.length > 0 || prepareSettingList(index)(1).length > 0
  const failed = everyOne ? prepareFailedConnections(index) : prepareFailedSpokenOf(index)
  const last = lastFailedConnection(index)
  for (let above = 0; above < last; above += PAGE) {
    if (stopped()) return
    const ids = failed(above, above + PAGE, PAGE)
    // To look through a page takes its time, too, where nobody is in it.
    await breathe(undefined)
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      if (stopped()) return
      const judged: [number, StoredCause][] = []
      for (const id of ids.slice(at, at + AT_ONCE)) {
        const content = contents.content(id)
        if (!content) continue
        const { facts: row } = content
        const own = contents.logMessages(content)
        const logs = { own, ofCase, setUp: configured.of(content, own) }
        const cause = rootCause(connectionFacts(content, logs, elsewhere.of(row)))
        if (cause.id !== row.cause?.id || cause.confidence !== row.cause.confidence) judged.push([id, cause])
      }
      write(writable, writer, judged)
      await breathe(undefined)
    }
  }
}

function write(
  { db }: WritableCase,
  writer: ConnectionWriter,
  judged: readonly (readonly [number, StoredCause])[],
): void {
  if (judged.length === 0) return
  const all = db.transaction(() => {
    for (const [id, cause] of judged) writer.setCause(id, cause)
  })
  all.immediate()
}
