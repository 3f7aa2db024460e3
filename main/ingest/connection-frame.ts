import type { Leg } from '../tls/leg.ts'

/** What the row of a connection takes from its legs beside what their messages say. */
export interface ConnectionFrame extends Pick<Leg, 'transport' | 'client' | 'server' | 'startNs' | 'endNs'> {
  readonly id: number
  readonly sources: readonly number[]
  /** Its source is still being read. */
  readonly partial: boolean
}
