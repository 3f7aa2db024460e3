import { seen, type Seen } from './difference.ts'
import { fieldRule, isList, meaningful } from './field-rule.ts'
import type { ComparedMessage, FieldValue } from './handshake.ts'

/** What two messages of the same kind say differently. */
export function messageDifferences(a: ComparedMessage, b: ComparedMessage, row: number): Seen[] {
  const at = { messageA: a.n, messageB: b.n, row }
  const found: Seen[] = []
  const prefix = a.name ?? b.name ?? a.content
  // Nothing can be said of what one of the two has encrypted.
  if (a.name === null || b.name === null) return []
  if (a.complete !== b.complete) found.push(seen(`${prefix}.complete`, 'value', a.complete, b.complete, at))
  for (const field of new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])) {
    const difference = fieldDifference(`${prefix}.${field}`, field, a.fields[field], b.fields[field])
    if (difference) found.push({ ...difference, ...at })
  }
  return found
}

function fieldDifference(
  path: string,
  field: string,
  a: FieldValue | undefined,
  b: FieldValue | undefined,
): Seen | undefined {
  const rule = fieldRule(field)
  const noise = rule === 'noise'
  if (isList(a) || isList(b)) {
    const listA = isList(a) ? meaningful(field, a) : []
    const listB = isList(b) ? meaningful(field, b) : []
    return listDifference(path, listA, listB, rule !== 'list', noise)
  }
  if (a === b) return undefined
  const kind = a === undefined || b === undefined ? 'presence' : 'value'
  return seen(path, kind, a ?? null, b ?? null, { noise })
}

/** Members first, then, where it means something, the order of what both have. */
export function listDifference(
  path: string,
  a: readonly (number | string)[],
  b: readonly (number | string)[],
  orderIsFree: boolean,
  noise: boolean,
): Seen | undefined {
  const [inA, inB] = [new Set(a), new Set(b)]
  const onlyA = a.filter((member) => !inB.has(member))
  const onlyB = b.filter((member) => !inA.has(member))
  // The two lists are of one type: a field is of numbers or of strings.
  const values = [a as FieldValue, b as FieldValue] as const
  if (onlyA.length > 0 || onlyB.length > 0) return seen(path, 'set', ...values, { onlyA, onlyB, noise })
  const reordered = [...inA].some((member, at) => [...inB][at] !== member)
  return reordered && !orderIsFree ? seen(path, 'order', ...values, { noise }) : undefined
}
