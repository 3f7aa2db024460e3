/**
 * Controls but the tab, and formats, among them what changes the direction of text (UAX #9): a line of a file must not hide a part of itself, nor reorder what
 * stands beside it. The text keeps its length, so that places in it stay right.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

export function visible(text: string): string {
  return text.replace(UNSEEN, (character) => (character === '\t' ? '\t' : '·'.repeat(character.length)))
}
