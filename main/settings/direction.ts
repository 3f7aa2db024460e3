import type { Conditions } from './condition.ts'

const DIRECTIONS: ReadonlyMap<string, NonNullable<Conditions['direction']>> = new Map(
  (['inbound', 'outbound', 'both'] as const).map((direction) => [direction, direction]),
)

/** As a rule or its display writes it; undefined for anything else. */
export function directionOf(word: string | undefined): Conditions['direction'] {
  return DIRECTIONS.get(word?.toLowerCase() ?? '')
}
