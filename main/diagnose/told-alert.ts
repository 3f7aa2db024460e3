/** Alerts that a System SSL trace tells of in words, where no message shows them. */
import { alertName } from '../reference/alert.ts'
import type { ConnectionFacts } from './facts.ts'
import type { Claim } from './rule.ts'

/** A claim that rests on the words alone; for alerts whose name leaves no choice of who sent it, or makes none. Undefined without them. */
export function toldAlertClaim(
  facts: ConnectionFacts,
  description: number,
  claim: Pick<Claim, 'explanation' | 'wouldDisprove' | 'detectedBy'>,
): Claim | undefined {
  const told = facts.toldAlerts.find((alert) => alert.description === description)
  if (facts.outcome !== 'failed' || told === undefined) return undefined
  return {
    ...claim,
    confidence: 'likely',
    basis: 'text',
    fit: 0.9,
    explanation: `The trace tells of the alert ${alertName(description)}. ${claim.explanation}`,
    evidence: [{ source: told.source, line: told.line, text: told.text }],
  }
}
