import type { WritableCase } from '../../db/open.ts'

/** Finds the legs that are one connection. */
export function joinCase(_index: WritableCase, _aborted: () => boolean): void {
}
