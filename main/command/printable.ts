import { harmless } from '../presentation/harmless.ts'

/**
 * Text from files as a terminal may get it: control characters could move the cursor or change the terminal (C0, C1, DEL),
 * bidirectional overrides could show one name for another (Unicode TR 36 §2.5).
 */
export function printable(text: string): string {
  return harmless(text).replace(/[\t\n]/g, '\ufffd')
}
