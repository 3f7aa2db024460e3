import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { openForReading, openForWriting } from '../../db/open.ts'
import { prepareConnectionOrder } from '../../db/query/connection-order.ts'
import { prepareSettingList } from '../../db/query/setting-list.ts'
import { prepareSourceWriter } from '../../db/write/source-row.ts'
import type { Finding } from '../../main/diagnose/finding.ts'
import { Configured } from '../../main/engine/configured.ts'
import { ConnectionContents } from '../../main/engine/connection-content.ts'
import { connectionFindings } from '../../main/engine/connection-findings.ts'
import { Elsewhere } from '../../main/engine/elsewhere.ts'
import { indexSource } from '../../main/ingest/index-source.ts'
import { joinCase } from '../../main/ingest/join-case.ts'
import { readSource } from '../../main/ingest/read-source.ts'
import type { StoredConnection } from '../../db/write/connection-row.ts'

export interface Judged {
  readonly row: StoredConnection
  readonly findings: readonly Finding[]
}

/** More connections than any case here has. */
const MAX_CONNECTIONS = 100_000
const MAX_SETTINGS = 10_000

/** Opens files as one case, with the secrets of key logs and of captures where `keyLogs` names some, in this thread: starting the engine's threads would take longer than all the rest. */
export async function findingsOf(paths: readonly string[], keyLogs: readonly string[] = []): Promise<Judged[]> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-score-'))
  const file = join(home, 'case.gskope')
  const index = openForWriting(file)
  try {
    const sources = prepareSourceWriter(index)
    for (const path of paths) {
      const id = sources.insert(path, basename(path), 0)
      await indexSource(index, id, path, {
        aborted: () => false,
        onProgress: () => undefined,
        read: readSource,
        keys: { keyLogs, embedded: keyLogs.length > 0 },
      })
    }
    joinCase(index, () => false)
    const readable = openForReading(file)
    try {
      const contents = new ConnectionContents(readable)
      const ofCase = contents.logMessagesOfCase()
      const elsewhere = new Elsewhere(readable, contents)
      const configured = new Configured(prepareSettingList(readable)(MAX_SETTINGS))
      return prepareConnectionOrder(readable)('start', false, 0, MAX_CONNECTIONS).flatMap((id) => {
        const content = contents.content(id)
        if (!content) return []
        const own = contents.logMessages(content)
        const logs = { own, ofCase, setUp: configured.of(content, own) }
        return [{ row: content.facts, findings: connectionFindings(content, logs, elsewhere.of(content.facts)) }]
      })
    } finally {
      readable.db.close()
    }
  } finally {
    index.db.close()
    rmSync(home, { recursive: true, force: true })
  }
}
