/**
 * Signs that no text should bring into another document: control characters other than tab and line feed, signs that turn the direction of
 * writing or show nothing at all (Unicode TR 36 §2.5), and halves of surrogate pairs.
 */
const HARMFUL =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]/g
/** What a spreadsheet takes for a formula, also in full width and behind blanks. */
const FORMULA = /^[\s\u0000-\u0020]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u

/** Text with a replacement character in place of each harmful sign. */
export function harmless(text: string): string {
  return text.replace(HARMFUL, '\ufffd').toWellFormed()
}

/** For a cell: led by an apostrophe where a spreadsheet would calculate. */
export function noFormula(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** JSON in which such signs are escapes, so that the values are what they are and no viewer is turned by them (RFC 8259 §7). */
export function harmlessJson(json: string): string {
  return json.replace(HARMFUL, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
