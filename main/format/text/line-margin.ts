/** Cuts off what an editor, a spool or a printer puts around a line of a data set. */

/** ISPF's line numbers and its marks, as they are copied off a screen. */
const EDITOR = /^(?:\d{5,8}|==(?:MSG|CHG|NOTE|PROF)>|'{6}) /
/** Sequence numbers in columns 73 to 80 of a record. */
const SEQUENCE = /^(?:(.{72})\d{8}|(.{71}\s)[A-Z]{1,4}\d{4,7})$/
/** A print control character (ASA). */
const CONTROL = /^[01+-]\s/
/** The same before what begins with a letter, a brace or a comment. */
const CONTROL_CLOSE = /^[01+-](?=[A-Za-z#{}])/

/** `keeps`: lines that begin like a control character and are none. */
export function withoutMargins(text: string, keeps: RegExp): string {
  const sequence = text.length === 80 ? SEQUENCE.exec(text) : null
  const line = sequence?.[1] ?? sequence?.[2] ?? text
  const edited = EDITOR.exec(line)
  if (edited) return line.slice(edited[0].length).trim()
  const control = CONTROL.test(line) || (CONTROL_CLOSE.test(line) && !keeps.test(line))
  return (control ? line.slice(1) : line).trim()
}
