import type { ConnectionEvent, Side } from '../tls/message.ts'
import type { SeenLeg } from './seen-leg.ts'
import { pairMessages } from './pair-messages.ts'

/** Something that the wire shows and a host's trace too; or the traces of both hosts, of which the client's stands for the wire. */
export interface HostSighting {
  /** On their own clocks. */
  readonly wireNs: bigint
  readonly hostNs: bigint
  /** Whether the host received it, so that it has it later, or sent it, so that it has it earlier. */
  readonly way: 'received' | 'sent'
}

/** A handshake message's header, which a record holds as well. */
const HANDSHAKE_HEADER = 4

/** Everything that can be compared of a connection that was captured and traced on one of its hosts. */
export function hostSightings(wire: SeenLeg, host: SeenLeg): HostSighting[] {
  const found: HostSighting[] = []
  const add = (wireNs: bigint | undefined, hostNs: bigint | undefined, way: HostSighting['way']): void => {
    if (wireNs !== undefined && hostNs !== undefined) found.push({ wireNs, hostNs, way })
  }
  for (const [first, second] of pairMessages(wire.messages, host.messages)) {
    const message = host.messages[second]
    add(wire.messages[first]?.timeNs, message?.timeNs, message?.from === host.role ? 'sent' : 'received')
  }
  const partner: Side = host.role === 'client' ? 'server' : 'client'
  for (const event of host.events) {
    if (event.kind === 'closed')
      add(wire.events.find((one) => isEnd(one) && one.from === partner)?.timeNs, event.timeNs, 'received')
    if (event.kind === 'record_read') add(onlyTime(wire, partner, event.length), event.timeNs, 'received')
  }
  // A host begins to trace once the connection is there; where the trace shows anything better, that is better.
  const opened = wire.events.find(({ kind }) => kind === 'syn')
  if (found.length === 0 && opened !== undefined) add(opened.timeNs, host.startNs, 'received')
  return found
}

/** When the partner sent the one message of so many bytes; undefined for none and for several. */
function onlyTime(wire: SeenLeg, partner: Side, bytes: number): bigint | undefined {
  const fitting = wire.messages.filter(
    ({ from, content, length }) => from === partner && content === 'handshake' && length + HANDSHAKE_HEADER === bytes,
  )
  return fitting.length === 1 ? fitting[0]?.timeNs : undefined
}

/** The shortest time between something from the partner and the host's answer, as the wire shows it: twice the way to the host is no more. */
export function quickestAnswer(wire: SeenLeg, host: SeenLeg['role']): bigint | undefined {
  const said = [...wire.messages, ...wire.events]
    .filter((one): one is typeof one & { timeNs: bigint } => one.timeNs !== undefined && one.from !== undefined)
    .sort((one, other) => (one.timeNs < other.timeNs ? -1 : one.timeNs > other.timeNs ? 1 : 0))
  let quickest: bigint | undefined
  said.forEach((one, at) => {
    const before = said[at - 1]
    if (before === undefined || one.from !== host || before.from === host) return
    const answerNs = one.timeNs - before.timeNs
    if (quickest === undefined || answerNs < quickest) quickest = answerNs
  })
  return quickest
}

function isEnd({ kind }: ConnectionEvent): boolean {
  return kind === 'fin' || kind === 'rst'
}
