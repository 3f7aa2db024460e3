/** What a column holds as JSON. A case file may come from anybody, and may be damaged: undefined for what is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
