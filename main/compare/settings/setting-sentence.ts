import type { Difference } from '../difference.ts'
import type { FieldValue } from '../handshake.ts'

/** A list in a sentence names so many; the rest is counted. */
const NAMED = 3

/** `Rule TN3270, TLSv1.3: off in A, on in B.` */
export function settingSentence({ path, kind, a, b, onlyA, onlyB }: Difference): string {
  const what = subject(path)
  switch (kind) {
    case 'set': {
      const parts = [
        onlyA.length > 0 ? `only A has ${some(onlyA)}` : '',
        onlyB.length > 0 ? `only B has ${some(onlyB)}` : '',
      ].filter(Boolean)
      return `${what}: ${parts.join('; ')}.`
    }
    case 'order':
      return `${what}: the same in another order.`
    case 'presence':
      return a === null ? `${what}: only in B (${text(b)}).` : `${what}: only in A (${text(a)}).`
    default:
      return `${what}: ${text(a)} in A, ${text(b)} in B.`
  }
}

/** `rule[NAME].Keyword`: names and keywords may hold points themselves (TLSv1.3). */
const PATH = /^(rule|certificate|ring)\[(.*)\](?:\.(.*))?$/s

function subject(path: string): string {
  const [, kind = '', name = '', field] = PATH.exec(path) ?? []
  if (kind === '') return path
  const who = `${kind[0]?.toUpperCase() ?? ''}${kind.slice(1)} ${name}`
  return field === undefined ? who : `${who}, ${field}`
}

function text(value: FieldValue): string {
  if (value === null) return 'not there'
  return value instanceof Array ? some(value) : String(value)
}

function some(members: readonly (string | number)[]): string {
  const named = members.slice(0, NAMED).join(', ')
  return members.length > NAMED ? `${named} and ${members.length - NAMED} more` : named
}
