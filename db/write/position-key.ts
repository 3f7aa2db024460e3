/** Keys that hold what a row belongs to and its place there; see 0001-case.ts. */

/** Messages, and events, that a leg can have in the index. */
export const PER_LEG = 65_536
/** Records that a source can have in the index. */
export const PER_SOURCE = 4_294_967_296

export const legKey = (legId: number, position: number): number => legId * PER_LEG + position
export const sourceKey = (sourceId: number, position: number): number => sourceId * PER_SOURCE + position
