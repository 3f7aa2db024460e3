import { prepareConnectionAtTime } from '../../db/query/connection-at-time.ts'
import { prepareEstablishedNear } from '../../db/query/established-near.ts'
import { nearest, type Placed } from '../compare/nearness.ts'
import { timeOf } from '../report/analysis/source.ts'
import { decodeConversation } from '../tls/conversation.ts'
import { ja4 } from '../tls/ja4.ts'
import type { OpenCase } from './open-case.ts'

/** Good ones whose ClientHello is read to tell the client's build: of each direction in time. */
const MAX_CANDIDATES = 32
/** Where a client's hello stands in its leg, if it was seen: first, or behind what a listing shows of the other side. */
const FIRST_MESSAGES = 4
const SECOND_NS = 1_000_000_000n

type PlacedConnection = Placed & { readonly id: number }

/** The id of the established connection of its case that serves best to explain connection `id`; undefined where there is none. `within`: sources that were read last. */
export function nearestGood(open: OpenCase, id: number, within?: readonly number[]): number | undefined {
  const bad = placer(open)(id)
  if (!bad) return undefined
  if (!within) return nearestTo(open, bad, id, (one) => one !== id)
  const isWithin = (one: number): boolean =>
    open.contents.facts(one)?.sources.some((source) => within.includes(source)) ?? false
  return nearestTo(open, bad, Number.MAX_SAFE_INTEGER, (one) => one !== id && isWithin(one))
}

/** The same for a connection of another case: its place is where it would stand among those of its time. */
export function nearestGoodElsewhere(open: OpenCase, bad: Placed): number | undefined {
  const second = bad.start === null ? Number.NaN : Math.trunc(Number(bad.start))
  const at = Number.isSafeInteger(second) ? BigInt(second) * SECOND_NS : 0n
  return nearestTo(open, bad, prepareConnectionAtTime(open.index)(at) ?? 0, () => true)
}

function nearestTo(open: OpenCase, bad: Placed, id: number, isWanted: (id: number) => boolean): number | undefined {
  const { address, port } = bad.server
  const vicinity = {
    server: address === null || port === null ? undefined : { address, port },
    serverName: bad.serverName ?? undefined,
  }
  const place = placer(open)
  const near = prepareEstablishedNear(open.index)(id, vicinity, MAX_CANDIDATES)
  return nearest(
    bad,
    near.filter(isWanted).flatMap((one) => place(one) ?? []),
  )?.id
}

/** What a connection has that another could share, with as little read as that takes. Good for one state of the index. */
function placer(open: OpenCase): (id: number) => PlacedConnection | undefined {
  const times = new Map(open.sources.map((source) => [source.id, timeOf(source)]))
  return (id) => {
    const facts = open.contents.facts(id)
    if (!facts) return undefined
    const { client, server, serverName, startNs, sources } = facts
    return {
      id,
      server: { address: server?.address ?? null, port: server?.port ?? null },
      client: { address: client?.address ?? null },
      serverName: serverName ?? null,
      ja4: clientBuild(open, id),
      start: times.get(sources[0] ?? 0)?.(startNs) ?? null,
    }
  }
}

function clientBuild(open: OpenCase, id: number): string | null {
  for (const leg of open.contents.legsOf(id)) {
    for (const { value } of decodeConversation(open.contents.messagesOfLeg(leg.id, FIRST_MESSAGES))) {
      if (value?.name === 'client_hello') return ja4(value)
    }
  }
  return null
}
