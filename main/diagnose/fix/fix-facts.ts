import type { ConnectionFacts } from '../facts.ts'

/** What fixes read of the facts; a finding of the case has no connection, and so nothing but the texts. */
export type FixFacts = Pick<
  ConnectionFacts,
  'policy' | 'keyRing' | 'texts' | 'offers' | 'elsewhere' | 'certificates' | 'role' | 'client' | 'server'
>
