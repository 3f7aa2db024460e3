import type { Finding } from '../../diagnose/finding.ts'
import { presentFinding } from '../present-finding.ts'

/** A finding as the document has it: what else to collect stands among the fixes, behind those that mend. */
export function documentFinding(finding: Finding) {
  const { collect, fixes, ...judgement } = presentFinding(finding)
  const steps = collect.map(({ where, title, question, commands, caution }) => ({
    where,
    title: `Collect: ${title}. It would say ${question}.`,
    snippet: commands,
    caution,
  }))
  return { ...judgement, fixes: [...fixes, ...steps] }
}
