/** What makes two handshakes comparable, beside the handshakes themselves: where, who and when. */
export interface Placed {
  readonly server: { readonly address: string | null; readonly port: number | null }
  readonly client: { readonly address: string | null }
  readonly serverName: string | null
  readonly ja4: string | null
  /** Decimal seconds; null where the source has no date. */
  readonly start: string | null
}

const SAME_SERVER = 12
const SAME_PORT = 4
const SAME_NAME = 4
const SAME_CLIENT_BUILD = 3
const SAME_CLIENT = 2
/** Nearer in time wins among equals. */
const DAY_S = 86_400

/** How well an established handshake serves to explain a failed one, 0 and more: the same server first, then its name, the client's build, the time. */
export function nearness(bad: Placed, good: Placed): number {
  const isSame = (one: string | number | null, other: string | number | null): boolean => one !== null && one === other
  const samePort = isSame(bad.server.port, good.server.port)
  return (
    (samePort && isSame(bad.server.address, good.server.address) ? SAME_SERVER : samePort ? SAME_PORT : 0) +
    (isSame(bad.serverName, good.serverName) ? SAME_NAME : 0) +
    (isSame(bad.ja4, good.ja4) ? SAME_CLIENT_BUILD : 0) +
    (isSame(bad.client.address, good.client.address) ? SAME_CLIENT : 0) +
    timeNearness(bad.start, good.start)
  )
}

function timeNearness(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0
  return 1 / (1 + Math.abs(Number(one) - Number(other)) / DAY_S)
}

/** The nearest of those that are good; the first of equals; undefined where there is none. */
export function nearest<P extends Placed>(bad: Placed, good: Iterable<P>): P | undefined {
  let best: P | undefined
  let most = -1
  for (const one of good) {
    const near = nearness(bad, one)
    if (near <= most) continue
    best = one
    most = near
  }
  return best
}
