/** Certificates that connections show, each once, as PEM. */
import { pem } from '../../export/pem.ts'
import { decodeConversation } from '../../tls/conversation.ts'
import { listCertificates } from '../../tls/certificate-list.ts'
import { breathe } from '../breathe.ts'
import type { OpenCase } from '../open-case.ts'
import type { Write } from '../write-beside.ts'
import type { NumberedConnection } from './connection-plan.ts'

/** Resolves with how many there are. */
export async function exportCertificates(
  open: OpenCase,
  connections: readonly NumberedConnection[],
  write: Write,
  progress: (done: number, total: number) => void,
  signal: AbortSignal | undefined,
): Promise<number> {
  const seen = new Set<string>()
  for (const [at, { id, number }] of connections.entries()) {
    await breathe(signal)
    const content = open.contents.content(id)
    if (!content) continue
    const spoken = decodeConversation(content.view.messages)
    for (const { sha256, from, position, message, facts } of listCertificates(spoken)) {
      const value = spoken[message]?.value
      const der = value?.name === 'certificate' ? value.certificateList?.[position]?.certData : undefined
      if (!der || seen.has(sha256)) continue
      seen.add(sha256)
      await write(
        pem(der, [
          `subject: ${facts.subject}`,
          `issuer: ${facts.issuer}`,
          `valid: ${facts.notBefore} to ${facts.notAfter}`,
          `sent by the ${from} of connection ${number}, certificate ${position + 1} of its chain; SHA-256 ${sha256}`,
        ]),
      )
    }
    progress(at + 1, connections.length)
  }
  return seen.size
}
