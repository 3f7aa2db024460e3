import type { NoteSubject } from '../../preload/contract/note.ts'
import { contentMark } from '../ingest/leg-mark.ts'
import { markMessage, type MarkedLeg, type NoteMark } from '../ingest/note-mark.ts'
import { messageName } from '../report/message-name.ts'
import { decodeConversation } from '../tls/conversation.ts'
import { Failure } from './answer.ts'
import type { ConnectionContent, ConnectionContents } from './connection-content.ts'
import { messageNow, numberInLeg } from './message-now.ts'

export interface MarkedSubject {
  readonly mark: NoteMark
  /** Where it is in this case. */
  readonly leg: number | null
  readonly message: number | null
}

/** `A` to `Z`, then `AA`, as columns of a sheet are counted; from 1. */
export function noteLetter(id: number): string {
  let letters = ''
  for (let left = id; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

/** What a person writes on, by what it shows. Throws a Failure where there is no such thing. */
export function markSubject(
  subject: NoteSubject,
  contents: ConnectionContents,
  sha256Of: (source: number) => string | undefined,
  title: string,
): MarkedSubject {
  if (subject.on === 'case')
    return { mark: { on: 'case', about: title, legs: [], range: undefined }, leg: null, message: null }
  // It may have been joined to another one, or split, since the note was begun.
  const { content, n } =
    subject.on === 'connection'
      ? { content: contents.content(contents.standing(subject.connection) ?? subject.connection), n: 0 }
      : messageNow(contents, subject)
  if (!content) throw new Failure('not-found', `There is no connection ${subject.connection}.`)
  const legs = content.legs.map(({ id, source, ...leg }) => ({
    id,
    marked: { sha256: sha256Of(source), leg: contentMark(leg), message: undefined },
  }))
  if (subject.on === 'connection') {
    const mark = { on: subject.on, about: endsOf(content), legs: legs.map(({ marked }) => marked), range: undefined }
    return { mark, leg: legs[0]?.id ?? null, message: null }
  }

  const shown = content.merged.messages[n - 1]
  if (!shown) throw new Failure('not-found', `There is no message ${subject.n} of connection ${subject.connection}.`)
  const range = subject.on === 'bytes' ? ([subject.start, subject.end] as const) : undefined
  if (range && (range[0] >= range[1] || range[1] > shown.message.bytes.length))
    throw new Failure('invalid', `Message ${subject.n} has ${shown.message.bytes.length} bytes.`)
  const showing = legs.flatMap(({ id, marked }): { id: number; n: number; marked: MarkedLeg }[] => {
    const own = numberInLeg(content.merged, id, n)
    const message = own === undefined ? undefined : contents.messagesOfLeg(id)[own - 1]
    return own !== undefined && message
      ? [{ id, n: own, marked: { ...marked, message: markMessage(own, message) } }]
      : []
  })
  return {
    mark: {
      on: subject.on,
      about: `${nameOf(content, n)}, ${endsOf(content)}`,
      legs: showing.map(({ marked }) => marked),
      range,
    },
    leg: showing[0]?.id ?? null,
    message: showing[0]?.n ?? null,
  }
}

function nameOf({ view }: ConnectionContent, n: number): string {
  const spoken = decodeConversation(view.messages.slice(0, n))[n - 1]
  return (spoken && messageName(spoken.message, spoken.value)) ?? 'encrypted message'
}

function endsOf({ facts: { client, server, serverName } }: ConnectionContent): string {
  const name = serverName ?? server?.address ?? 'unknown'
  return `${client?.address ?? 'unknown'} → ${server ? `${name}:${server.port}` : name}`
}
