import type { AnalysisConnection } from '../../main/report/analysis/schema.ts'
import type { TrueConnection } from './truth.ts'

/** A true connection and the one that was found for it. */
export interface Matched {
  readonly truth: TrueConnection
  readonly found: AnalysisConnection | undefined
}

/**
 * Which found connection is which true one: by the client's random, then by both ends, then, where the sources show neither, by job and
 * thread in order of time. Each is found at most once.
 */
export function matchConnections(
  truths: readonly TrueConnection[],
  found: readonly AnalysisConnection[],
): { readonly matched: readonly Matched[]; readonly extra: readonly AnalysisConnection[] } {
  const left = new Set(found)
  const partners = new Map<TrueConnection, AnalysisConnection>()
  const rules: readonly ((truth: TrueConnection, one: AnalysisConnection) => boolean)[] = [
    (truth, one) => truth.clientRandom !== null && one.clientRandom === truth.clientRandom,
    (truth, one) => isEnd(one.client, truth.client) && isEnd(one.server, truth.server),
    (truth, one) => mayBeEnds(truth, one) && isThread(truth, one) && mayBeRandom(truth, one),
    (truth, one) => truth.gsk === undefined && mayBeEnds(truth, one) && mayBeRandom(truth, one),
  ]
  for (const rule of rules) {
    for (const truth of truths) {
      if (partners.has(truth)) continue
      const partner = [...left].find((one) => rule(truth, one))
      if (partner === undefined) continue
      partners.set(truth, partner)
      left.delete(partner)
    }
  }
  return { matched: truths.map((truth) => ({ truth, found: partners.get(truth) })), extra: [...left] }
}

type End = AnalysisConnection['client']

export function isEnd(end: End, truth: string): boolean {
  return `${end.address} ${end.port}` === truth
}

/** An end that is not known fits any. */
function mayBeEnds(truth: TrueConnection, one: AnalysisConnection): boolean {
  return (
    (one.client.address === null || isEnd(one.client, truth.client)) &&
    (one.server.address === null || isEnd(one.server, truth.server))
  )
}

function mayBeRandom(truth: TrueConnection, one: AnalysisConnection): boolean {
  return one.clientRandom === null || one.clientRandom === truth.clientRandom
}

function isThread(truth: TrueConnection, one: AnalysisConnection): boolean {
  return one.legs.some(({ job, thread }) => thread !== null && thread === truth.gsk?.thread && job === truth.gsk.job)
}
