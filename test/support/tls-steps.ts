import { TlsConnection } from '../../main/tls/connection.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { Side } from '../../main/tls/message.ts'
import {
  type Bytes,
  clientHello,
  emptyLeg,
  record,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
} from './tls-bytes.ts'

export type Step = readonly [side: Side, bytes: Bytes] | readonly [side: Side, gap: number]

export const CCS = record(20, [1])
export const HELLO = record(22, clientHello(), 0x0301)
export const SERVER_HELLO = record(22, serverHello())
export const HELLO13 = record(22, clientHello({ extensions: [SUPPORTED_VERSIONS_13] }), 0x0301)
export const SERVER_HELLO13 = record(22, serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13] }))

/** What is made of bytes and gaps that come one after the other, each in a packet of its own. */
export function run(...steps: Step[]): Leg {
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined)
  let frame = 0
  for (const [side, what] of steps) {
    frame += 1
    if (typeof what === 'number') connection.gap(side, what, frame, 5, frame)
    else connection.push(side, Uint8Array.from(what), 0, what.length, frame, 5, frame, frame * 10_000)
  }
  connection.end()
  return leg
}

/** `>` client, `<` server; the type; `?` under keys; `!` not complete; then the length. */
export function told(leg: Leg): string[] {
  return leg.messages.map((message) => {
    const content = { handshake: '', alert: 'alert ', change_cipher_spec: 'ccs ', heartbeat: 'heartbeat ' }[
      message.content
    ]
    const type =
      message.visibility === 'encrypted'
        ? '?'
        : message.content === 'alert'
          ? `${message.level}/${message.type}`
          : String(message.type ?? '')
    return `${message.from === 'client' ? '>' : '<'}${content}${type}${message.complete ? '' : '!'} ${message.length}`
  })
}
