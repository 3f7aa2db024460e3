import { nearness } from '../compare/nearness.ts'
import type { AnalysisConnection } from '../report/analysis/schema.ts'

/** The established connection that serves best to explain `bad`; undefined where none is established. */
export function bestPartner(
  bad: AnalysisConnection,
  all: Iterable<AnalysisConnection>,
): AnalysisConnection | undefined {
  let best: AnalysisConnection | undefined
  let most = -1
  for (const one of all) {
    if (one.outcome !== 'established') continue
    const near = nearness(bad, one)
    if (near <= most) continue
    best = one
    most = near
  }
  return best
}
