import { decodeConversation, decodeInContext } from '../../tls/conversation.ts'
import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import { presentMessage } from '../message-row.ts'
import type { CaseHolder } from './connection.ts'

/** `message.*`: a message's bytes and the fields in them. */
export function messageAnswers(engine: CaseHolder) {
  return {
    'message.detail': ({ connection, n }) => {
      const content = engine.case.contents.content(connection)
      const found = content?.messages[n - 1]
      if (!content || !found) throw new Failure('not-found', `There is no message ${n} of connection ${connection}.`)
      const messages = content.messages.map(({ message }) => message)
      const spoken = decodeConversation(messages)[n - 1]
      const decoded = decodeInContext(messages, n - 1)
      return {
        row: presentMessage(n, found.source, found.message, spoken?.value, ''),
        bytes: new Uint8Array(found.message.bytes),
        fields: [...(decoded?.fields ?? [])],
      }
    },
  } satisfies Partial<Answers>
}
