/** Who gave up: told by who alerted or closed first. */
import type { ConnectionFacts } from './facts.ts'
import type { DetectedBy } from './finding.ts'
import { refusalOf } from './refusal.ts'

export function detectedBy(facts: ConnectionFacts): DetectedBy {
  return refusalOf(facts)?.by ?? 'network'
}
