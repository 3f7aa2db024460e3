/** Keys that hold what a row belongs to and its place there; see 0001-case.ts. */

/** Records that a source can have in the index. */
export const PER_SOURCE = 4_294_967_296

export const sourceKey = (sourceId: number, position: number): number => sourceId * PER_SOURCE + position
