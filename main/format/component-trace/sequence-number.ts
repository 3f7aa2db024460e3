const RECORD = 80
const SEQUENCE = 72

/** Where the text ends before eight digits in the last columns of a record; `end` where none stand there, or where they are `glued` to it. */
export function beforeSequence(bytes: Uint8Array, start: number, end: number, glued: boolean): number {
  if (end - start !== RECORD || (!glued && (bytes[start + SEQUENCE - 1] as number) > 0x20)) return end
  for (let i = start + SEQUENCE; i < end; i++)
    if ((bytes[i] as number) < 0x30 || (bytes[i] as number) > 0x39) return end
  let at = start + SEQUENCE
  while (at > start && (bytes[at - 1] as number) <= 0x20) at--
  return at
}
