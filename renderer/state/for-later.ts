import type { FailureCode } from '../../preload/contract/carrier.ts'

/** Whether a question is to be asked once more later: when the case changes, or the engine is back. What is shown stays until then. */
export function isForLater(code: FailureCode): boolean {
  return code === 'not-yet' || code === 'disconnected'
}
