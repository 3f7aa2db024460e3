import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { analysisParts } from '../../main/engine/analysis.ts'
import { directClient } from './direct-client.ts'
import { Engine } from '../../main/engine/engine.ts'
import type { AnalysisDocument } from '../../main/report/analysis/schema.ts'
import { writeJson } from '../../main/report/analysis/write.ts'

/** Connections asked for; no case here has as many. */
const MAX_CONNECTIONS = 1_000

export interface Opened {
  /** As `gskope analyze --json` prints it. */
  readonly document: AnalysisDocument
  /** Bytes of each connection's messages, in the document's order. */
  readonly bytes: readonly (readonly Uint8Array[])[]
}

/**
 * Opens files as a case through the engine's direct carrier, and says what is found; with the messages' bytes when they are asked for.
 * `meanwhile`: what else is done with the case while it is open.
 */
export async function openFiles(
  paths: readonly string[],
  withBytes: boolean,
  embeddedSecrets = true,
  meanwhile: (engine: Engine) => Promise<void> = () => Promise.resolve(),
): Promise<Opened> {
  const home = mkdtempSync(join(tmpdir(), 'gskope-open-files-'))
  const engine = new Engine({ home, version: '0', embeddedSecrets })
  try {
    const client = directClient(engine)
    const opened = await client.request('case.open', { paths: [...paths] })
    if (!opened.ok) throw new Error(opened.message)
    await engine.idle()
    let text = ''
    await writeJson(
      analysisParts(engine.case, '0', () => false),
      (piece) => void (text += piece),
    )
    const document = JSON.parse(text) as AnalysisDocument
    await meanwhile(engine)
    if (!withBytes) return { document, bytes: [] }
    const page = await client.request('connection.page', {
      filter: '',
      sort: 'start',
      descending: false,
      offset: 0,
      limit: MAX_CONNECTIONS,
    })
    if (!page.ok) throw new Error(page.message)
    const bytes: Uint8Array[][] = []
    for (const { id, messageCount } of page.value.rows) {
      const messages: Uint8Array[] = []
      for (let n = 1; n <= messageCount; n++) {
        const message = await client.request('message.detail', { connection: id, n })
        if (!message.ok) throw new Error(message.message)
        messages.push(message.value.bytes)
      }
      bytes.push(messages)
    }
    return { document, bytes }
  } finally {
    await engine.close()
    rmSync(home, { recursive: true, force: true })
  }
}
