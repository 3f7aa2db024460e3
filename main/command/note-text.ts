import type { Note } from '../../preload/contract/note.ts'
import type { Paint } from './paint.ts'
import { printable } from './printable.ts'

/** What a person wrote, under the connection that it is about: `note A on message 2: ...`, further lines below each other. */
export function noteText(note: Note, paint: Paint): string {
  const [first = '', ...more] = note.text.split(/\r\n|\r|\n/).map(printable)
  return [
    `      ${paint.faint(`note ${note.letter} on ${placeText(note)}:`)} ${first}\n`,
    ...more.map((line) => `        ${line}\n`),
  ].join('')
}

function placeText({ on, connection, n, range, about }: Note): string {
  if (on === 'case') return 'the case'
  // What it is about is not among these files.
  if (connection === null) return printable(about)
  if (on === 'connection' || n === null) return 'this connection'
  return range === null ? `message ${n}` : `message ${n}, bytes ${range[0]} to ${range[1] - 1}`
}
