/**
 * Text from files as a terminal may get it: control characters could move the cursor or change the terminal (C0, C1, DEL),
 * bidirectional overrides could show one name for another (Unicode TR 36 §2.5).
 */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
}
