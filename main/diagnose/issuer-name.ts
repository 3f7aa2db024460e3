/** A hint only: certification authorities name their self-signed certificates so, those below them hardly ever. */
export function namesRoot(distinguishedName: string): boolean {
  return /\broot\b/i.test(distinguishedName)
}
