import type { AnalysisConnection } from '../analysis/schema.ts'
import type { ComparisonDocument } from './schema.ts'

/** What every writer of the comparison document says the same. */

/** It can explain how it ended. */
export function tells({ weight }: ComparisonDocument['differences'][number]): boolean {
  return weight === 'cause' || weight === 'matters'
}

/** `client ──▶ client_hello`, `server ◀── alert handshake_failure`. */
export function messageText({ from, content, name }: AnalysisConnection['messages'][number]): string {
  const arrow = from === 'client' ? 'client ──▶' : 'server ◀──'
  return `${arrow} ${content === 'alert' ? 'alert ' : ''}${name ?? `encrypted ${content}`}`
}
