import { atOneMoment } from '../../../db/at-one-moment.ts'
import { listCertificates } from '../../tls/certificate-list.ts'
import { decodeConversation } from '../../tls/conversation.ts'
import { messageTree } from '../../tls/message-tree.ts'
import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import { messageNow } from '../message-now.ts'
import { presentMessage } from '../message-row.ts'
import type { CaseHolder } from './connection.ts'

/** `message.*`: a message's bytes and the fields in them. */
export function messageAnswers(engine: CaseHolder) {
  return {
    'message.detail': (known) => {
      const { contents, index, seen } = engine.case
      const { standing, content, n } = atOneMoment(index, () => ({
        standing: seen.standing(known.connection),
        ...messageNow(contents, known),
      }))
      const found = content.merged.messages[n - 1]
      const { connection } = known
      if (!found) throw new Failure('not-found', `There is no message ${n} of connection ${connection}.`)
      if (content.facts.id !== standing)
        throw new Failure(
          'not-found',
          `Message ${known.n} belongs to connection ${content.facts.id} since connection ${connection} was split.`,
        )
      const { messages } = content.view
      const spoken = decodeConversation(messages.slice(0, n))
      const [leaf] = listCertificates(spoken.slice(n - 1))
      return {
        row: presentMessage(n, found, spoken[n - 1] ?? { message: found.message, value: undefined }, leaf?.facts),
        bytes: new Uint8Array(found.message.bytes),
        fields: [...messageTree(messages, n - 1)],
      }
    },
  } satisfies Partial<Answers>
}
