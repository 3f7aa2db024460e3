/** Which packets of one source belong to the connections that are exported. */
import type { StoredLeg } from '../../../db/query/leg-list.ts'
import { flowKey, type Carrier } from './packet-flow.ts'

interface Owner {
  readonly startNs: bigint
  isWanted: boolean
}

const SECOND_NS = 1_000_000_000n

/**
 * Ends of connections, each with the legs that had them one after the other. A packet is the one's that began last before it; where all of
 * them are exported nobody asks for times.
 */
export class WantedFlows {
  readonly #owners = new Map<string, Owner[]>()

  /** False: the leg's ends are not known, so that its packets cannot be found. */
  want(leg: StoredLeg): boolean {
    return this.#add(leg, true)
  }

  /** A leg of the same source that is not exported; it matters where its ends are those of one that is. */
  leaveOut(leg: StoredLeg): void {
    const key = keyOf(leg)
    if (key !== undefined && this.#owners.has(key)) this.#add(leg, false)
  }

  isWanted(key: string, seconds: number, nanoseconds: number): boolean {
    const owners = this.#owners.get(key)
    if (!owners) return false
    if (owners.every(({ isWanted }) => isWanted)) return true
    const atNs = BigInt(seconds) * SECOND_NS + BigInt(nanoseconds)
    let [owner] = owners
    for (const one of owners)
      if (one.startNs <= atNs && (!owner || owner.startNs > atNs || one.startNs >= owner.startNs)) owner = one
    return owner?.isWanted ?? false
  }

  #add(leg: StoredLeg, isWanted: boolean): boolean {
    const key = keyOf(leg)
    if (key === undefined) return false
    const owners = this.#owners.get(key) ?? []
    owners.push({ startNs: leg.startNs ?? -SECOND_NS, isWanted })
    owners.sort((one, other) => (one.startNs < other.startNs ? -1 : one.startNs > other.startNs ? 1 : 0))
    this.#owners.set(key, owners)
    return true
  }
}

function keyOf({ transport, client, server }: StoredLeg): string | undefined {
  if (!client || !server || transport === 'none') return undefined
  const carrier: Carrier = transport === 'tcp' ? 'tcp' : 'udp'
  return flowKey(carrier, client, server)
}
