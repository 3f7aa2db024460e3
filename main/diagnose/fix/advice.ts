/** Fixes that are no commands of z/OS: what to change or to ask elsewhere. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'

export const advice = (where: Fix['where'], title: string, caution?: string): Fix => ({
  where,
  title,
  snippet: undefined,
  caution,
})

/** A question that can be sent as it stands. */
export function askNetwork(facts: FixFacts, question: string): Fix {
  const end = (fact: FixFacts['client']): string => (fact ? `${fact.address} port ${fact.port}` : 'unknown')
  return {
    where: 'network',
    title: 'Ask the network team',
    snippet: `Connection from ${end(facts.client)} to ${end(facts.server)}: ${question}`,
    caution: undefined,
  }
}
