import type { Boundary, Outcome } from '../../preload/contract/vocabulary.ts'

const STAGES: readonly Boundary[] = [
  'tcp',
  'client_hello',
  'server_hello',
  'server_flight',
  'client_flight',
  'finished',
  'application',
]

export type StageState = 'reached' | 'stopped' | 'unknown' | 'not-reached'

export interface Stage {
  readonly boundary: Boundary
  readonly state: StageState
}

/** The stages of a handshake: reached ones, the one that it failed at (or that the sources no longer show), and the rest. */
export function boundaryStages(boundary: Boundary, outcome: Outcome): readonly Stage[] {
  const last = STAGES.indexOf(boundary)
  return STAGES.map((stage, i) => ({
    boundary: stage,
    state:
      i <= last
        ? 'reached'
        : i > last + 1 || outcome === 'established'
          ? 'not-reached'
          : outcome === 'failed'
            ? 'stopped'
            : 'unknown',
  }))
}
