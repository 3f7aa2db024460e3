import type { ComparedHandshake } from '../handshake.ts'

/**
 * What parts a handshake that failed from one that did not, as one sentence on a kind of cause: made of what the two show and of nothing else;
 * undefined where they do not show enough for it.
 */
export type Claim = (bad: ComparedHandshake, good: ComparedHandshake) => string | undefined
