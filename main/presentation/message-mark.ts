import type { MessageRow } from '../../preload/contract/connection.ts'
import type { Visibility } from '../../preload/contract/vocabulary.ts'
import { size } from './format.ts'
import { levelWord } from './words.ts'
import type { Draw } from './ladder-arrow.ts'
import type { MessageMark, Tone } from './ladder-mark.ts'
import { cut, MONO_PX, SANS_PX } from './ladder-text.ts'

const HEIGHT = { message: 50, alert: 46, alertWithDetail: 58 } as const

const VISIBILITY_WORD: Readonly<Record<Visibility, string>> = {
  plain: '',
  decrypted: 'decrypted',
  inferred: 'inferred',
  encrypted: 'encrypted',
}

/** What a drawing says of a message. */
export interface MessageWords {
  readonly tone: Tone
  readonly label: string
  /** How large it is, how it is known, and what it says. */
  readonly detail: string
}

/** `nameOf` names sources. */
export function messageWords(message: MessageRow, nameOf: (source: number) => string): MessageWords {
  const alert = message.content === 'alert'
  const name = message.name ?? (alert ? 'alert' : `${message.content} record`)
  const label = alert ? `${levelWord(message.level)} ${name}` : message.name === null ? `encrypted ${name}` : name
  const facts = [
    size(message.length),
    VISIBILITY_WORD[message.visibility],
    sealedElsewhere(message) ? `plain in ${nameOf(message.source)}` : '',
    message.complete ? '' : 'bytes missing',
    message.summary,
  ]
  const detail = (alert && message.visibility === 'plain' && message.complete ? [] : facts).filter(Boolean).join(' · ')
  return { tone: messageTone(message), label, detail }
}

/** Everything in words, for the one who does not see the drawing. */
export function messageSpoken(message: MessageRow, label: string, time: string): string {
  return [
    `${message.n}`,
    message.from,
    label,
    size(message.length),
    VISIBILITY_WORD[message.visibility],
    message.complete ? '' : 'incomplete',
    message.summary,
    time,
  ]
    .filter(Boolean)
    .join(', ')
}

/** A message or an alert, its top at `y`; `room` is the width that its words may take, `nameOf` names sources. */
export function messageMark(
  message: MessageRow,
  y: number,
  time: string,
  draw: Draw,
  middle: number,
  room: number,
  nameOf: (source: number) => string,
): MessageMark {
  const alert = message.content === 'alert'
  const { tone, label, detail } = messageWords(message, nameOf)
  return {
    kind: 'message',
    key: `message-${message.n}`,
    y,
    heightPx: alert ? (detail ? HEIGHT.alertWithDetail : HEIGHT.alert) : HEIGHT.message,
    time,
    message,
    tone,
    look: message.visibility,
    arrow: draw(message.from, y + (alert ? 30 : 23)),
    centreX: middle,
    label: cut(label, room, SANS_PX),
    detail: cut(detail, room, MONO_PX),
    alert,
    spoken: messageSpoken(message, label, time),
  }
}

/** Encrypted on the wire, and still readable: a source on the host dumped it. */
function sealedElsewhere({ visibility, source, sightings }: MessageRow): boolean {
  return visibility === 'plain' && sightings.some((one) => one.visibility === 'encrypted' && one.source !== source)
}

/** close_notify is how a connection ends well (RFC 8446 §6.1): a warning by its level, but nothing to look at. */
export function messageTone(message: MessageRow): Tone {
  if (message.content === 'alert')
    return message.level === 1 ? (message.type === 0 ? 'quiet' : 'warn') : message.level === 2 ? 'bad' : 'ink'
  return message.content === 'handshake' ? 'ink' : 'quiet'
}
