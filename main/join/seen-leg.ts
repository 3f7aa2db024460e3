import type { Leg } from '../tls/leg.ts'
import type { ConnectionEvent, TlsMessage } from '../tls/message.ts'

/** A leg as one source saw it. */
export interface SeenLeg extends Pick<Leg, 'role' | 'startNs'> {
  readonly messages: readonly TlsMessage[]
  readonly events: readonly ConnectionEvent[]
}

/** One connection, as two sources saw it. */
export interface SeenTwice {
  readonly one: SeenLeg
  readonly other: SeenLeg
}
