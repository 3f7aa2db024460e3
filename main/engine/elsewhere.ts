import type { ReadableCase } from '../../db/open.ts'
import { prepareEstablishedAtServer } from '../../db/query/established-at-server.ts'
import type { StoredConnection } from '../../db/write/connection-row.ts'
import type { ElsewhereFact } from '../diagnose/facts.ts'
import { listCertificates } from '../tls/certificate-list.ts'
import { decodeConversation } from '../tls/conversation.ts'
import type { ConnectionContents } from './connection-content.ts'

/** Enough to meet a server's certificates of each kind, and quick enough to decode while a finding is waited for. */
const MAX_LOOKED_AT = 8
/** Servers remembered; a scan of a whole network has more, and asks again. */
const MAX_SERVERS = 1_000

/** What the case's other connections show of a server: those that it established. Good for one state of the index. */
export class Elsewhere {
  readonly #contents: ConnectionContents
  readonly #established: ReturnType<typeof prepareEstablishedAtServer>
  readonly #known = new Map<string, ElsewhereFact | undefined>()

  constructor(index: ReadableCase, contents: ConnectionContents) {
    this.#contents = contents
    this.#established = prepareEstablishedAtServer(index)
  }

  /** Of the server of a connection that is not established; undefined where nothing else is known of it. */
  of({ outcome, server }: StoredConnection): ElsewhereFact | undefined {
    if (outcome === 'established' || !server) return undefined
    const key = `${server.address} ${server.port}`
    if (this.#known.has(key)) return this.#known.get(key)
    const fact = this.#lookUp(server)
    if (this.#known.size < MAX_SERVERS) this.#known.set(key, fact)
    return fact
  }

  #lookUp(server: { readonly address: string; readonly port: number }): ElsewhereFact | undefined {
    const rows = this.#established(server, MAX_LOOKED_AT)
    if (rows.length === 0) return undefined
    const certificates = rows.flatMap(({ id }) => {
      const content = this.#contents.content(id)
      if (!content) return []
      return listCertificates(decodeConversation(content.view.messages))
        .filter(({ from, position }) => from === 'server' && position === 0)
        .map(({ facts, message: at }) => {
          const message = content.view.messages[at]
          return {
            connection: id,
            keyType: facts.keyType,
            curve: facts.curve,
            source: content.merged.messages[at]?.source ?? 0,
            frame: message?.frame,
            line: message?.line,
          }
        })
    })
    const codes = (of: 'version' | 'cipherSuite'): number[] => [...new Set(rows.flatMap((row) => row[of] ?? []))]
    return { certificates, cipherSuites: codes('cipherSuite'), versions: codes('version') }
  }
}
