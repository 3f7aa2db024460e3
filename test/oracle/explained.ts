/** Differences that are tshark's: `explained.json` lists them with the reason and the bytes that show it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Difference } from './compare.ts'

export interface Explanation {
  /** The capture's name, or several. */
  readonly captures: readonly string[]
  /** `plain`, or `decrypted` for the document made with keys; both where it is left out. */
  readonly keys?: 'plain' | 'decrypted'
  /** tshark's stream numbers; all where it is left out. */
  readonly streams?: readonly number[]
  /** Parts of the difference's text: one of them must be in it. */
  readonly says: readonly string[]
  /** Why tshark is wrong or silent, with the bytes. */
  readonly reason: string
}

export function readExplanations(): readonly Explanation[] {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'explained.json'), 'utf8')) as Explanation[]
}

export function explains(
  one: Explanation,
  capture: string,
  keys: 'plain' | 'decrypted',
  difference: Difference,
): boolean {
  return (
    one.captures.includes(capture) &&
    (one.keys === undefined || one.keys === keys) &&
    (one.streams === undefined || (difference.stream !== undefined && one.streams.includes(difference.stream))) &&
    one.says.some((part) => difference.text.includes(part))
  )
}
