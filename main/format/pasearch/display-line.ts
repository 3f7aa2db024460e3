/** One line of `pasearch`, taken apart: `label: value`, where two of them stand on a line the second one too. */

export interface DisplayField {
  readonly label: string
  readonly value: string
}

/** Labels that stand behind another field on its line; blanks between them may be lost. */
const SECOND =
  /\s(Image Name|Time|Status|ForLoadDist|Sequence Actions|To TimeOfDay UTC|To TimeOfDay|NegativeIndicator|LocalPortTo|RemotePortTo|UserId):/
const FIELD = /^([A-Za-z0-9][A-Za-z0-9 ._-]{0,60}?)\s*:(?:\s+(.*))?$/
/** What stands in a list: the code of a suite, group or signature pair, and its name. */
export const LISTED = /^([0-9A-Fa-f]{2}|[0-9A-Fa-f]{4})\s+([A-Za-z_][A-Za-z0-9_-]*)$/

export function displayFields(line: string): readonly DisplayField[] {
  const text = line.trim()
  const second = SECOND.exec(text)
  const parts = second === null ? [text] : [text.slice(0, second.index), text.slice(second.index + 1)]
  return parts.flatMap((part) => {
    const [, label, value] = FIELD.exec(part.trim()) ?? []
    return label === undefined ? [] : [{ label, value: (value ?? '').trim() }]
  })
}

/** The code in a list's entry. */
export function listedCode(line: string): string | undefined {
  return LISTED.exec(line.trim())?.[1]?.toUpperCase()
}
