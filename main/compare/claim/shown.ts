import { isGrease } from '../../reference/code-point-name.ts'
import type { ComparedCertificate, ComparedHandshake, ComparedMessage, FieldValue } from '../handshake.ts'

/** What a handshake shows, by field; undefined where it shows nothing. */

/** The first message of this name. */
export function messageOf({ messages }: ComparedHandshake, name: string): ComparedMessage | undefined {
  return messages.find((message) => message.name === name)
}

export function fieldOf(handshake: ComparedHandshake, name: string, field: string): FieldValue | undefined {
  return messageOf(handshake, name)?.fields[field]
}

/** Code points of a list of the ClientHello, GREASE left out; undefined where there is no such hello or list. */
export function offered(handshake: ComparedHandshake, field: string): readonly number[] | undefined {
  const value = fieldOf(handshake, 'client_hello', field)
  return Array.isArray(value)
    ? value.filter((member): member is number => typeof member === 'number' && !isGrease(member))
    : undefined
}

export function leafOf(
  { certificates }: ComparedHandshake,
  side: 'client' | 'server',
): ComparedCertificate | undefined {
  return certificates.find(({ from, position }) => from === side && position === 0)
}

export function chainLength({ certificates }: ComparedHandshake, side: 'client' | 'server'): number {
  return certificates.filter(({ from }) => from === side).length
}

/** Both are known to have spoken with the same address and port. */
export function isSameServer(a: ComparedHandshake, b: ComparedHandshake): boolean {
  return a.server.address !== null && a.server.address === b.server.address && a.server.port === b.server.port
}

/** A list in a sentence names so many; the rest is counted. */
const NAMED = 3

/** `X`, `X and Y`, `X, Y and 4 more`. */
export function listed(names: readonly string[]): string {
  if (names.length > NAMED) return `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
  return names.length < 2 ? (names[0] ?? 'none') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`
}
