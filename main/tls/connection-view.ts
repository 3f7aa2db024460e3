/** What judging a connection takes: a leg is one, and so are the legs of a joined connection put together. */
import type { ConnectionEvent, TlsMessage } from './message.ts'

export interface ConnectionView {
  readonly messages: readonly TlsMessage[]
  readonly events: readonly ConnectionEvent[]
  readonly beginningSeen: boolean
  readonly endSeen: boolean
  readonly role: 'wire' | 'client' | 'server'
}

export type Outcome = 'established' | 'failed' | 'incomplete'

/** The last stage that a handshake reached. */
export type Boundary =
  'tcp' | 'client_hello' | 'server_hello' | 'server_flight' | 'client_flight' | 'finished' | 'application'
