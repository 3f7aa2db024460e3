/** Every name of the tables, whatever its case, with the readings behind it. */
import { everyCode } from './code-list.ts'
import type { Reading } from './reading.ts'

interface Named {
  readonly name: string
  readonly readings: Reading[]
}

let index: ReadonlyMap<string, Named> | undefined

export function readingsOfName(name: string): readonly Reading[] {
  return all().get(name.toUpperCase())?.readings ?? []
}

/** Names that contain the text, in the order of the tables; none for a text of less than three characters. */
export function namesLike(text: string, limit: number): string[] {
  const wanted = text.toUpperCase()
  const names: string[] = []
  if (wanted.length < 3) return names
  for (const [key, { name }] of all()) {
    if (names.length >= limit) break
    if (key.includes(wanted)) names.push(name)
  }
  return names
}

function all(): ReadonlyMap<string, Named> {
  if (index) return index
  const made = new Map<string, Named>()
  for (const reading of everyCode()) {
    for (const name of namesOf(reading)) {
      const key = name.toUpperCase()
      const named = made.get(key)
      if (named) named.readings.push(reading)
      else made.set(key, { name, readings: [reading] })
    }
  }
  return (index = made)
}

/** A message is known by its id; its text is no name. */
function namesOf({ kind, code, name, also }: Reading): readonly string[] {
  if (kind === 'message' || kind === 'pagent-message') return code === undefined ? also : [code, ...also]
  return name === undefined ? also : [name, ...also]
}
