/** The fixes for a cause, fitted to a connection. */
import type { CauseId } from '../cause.ts'
import type { ConnectionFacts } from '../facts.ts'
import type { Fix } from '../finding.ts'

/** `facts` is undefined for a cause of the case as a whole. */
export function fixesFor(cause: CauseId, facts: ConnectionFacts | undefined): Fix[] {
  void cause
  void facts
  return []
}
