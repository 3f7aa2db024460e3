/** What the window keeps for itself between two starts. Storage may be forbidden or full: then the defaults stand. */
export function readStored(key: string): string | undefined {
  try {
    return localStorage.getItem(`gskope.${key}`) ?? undefined
  } catch {
    return undefined
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(`gskope.${key}`, value)
  } catch {
    // Nothing is lost but a preference.
  }
}
