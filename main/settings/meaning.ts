/** What values in force say in code points and plain words. */
import { cipherSuiteCode } from './suite-list.ts'
import type { EffectiveValue } from './policy.ts'

export function valueOf(values: readonly EffectiveValue[], keyword: string): EffectiveValue | undefined {
  const lower = keyword.toLowerCase()
  return values.find((value) => value.keyword.toLowerCase() === lower)
}

/** The one word that it has. */
export function wordOf(values: readonly EffectiveValue[], keyword: string): string | undefined {
  return valueOf(values, keyword)?.values[0]
}

export function isOn(values: readonly EffectiveValue[], keyword: string): boolean | undefined {
  const word = wordOf(values, keyword)?.toLowerCase()
  return word === 'on' ? true : word === 'off' ? false : undefined
}

const VERSIONS: readonly (readonly [keyword: string, code: number])[] = [
  ['SSLv3', 0x0300],
  ['TLSv1', 0x0301],
  ['TLSv1.1', 0x0302],
  ['TLSv1.2', 0x0303],
  ['TLSv1.3', 0x0304],
]

export interface VersionSetting {
  readonly code: number
  readonly on: boolean
  readonly value: EffectiveValue
}

/** The versions that the policy turns on and off; one that it says nothing of, and has no documented default, is left out. */
export function versionSettings(values: readonly EffectiveValue[]): readonly VersionSetting[] {
  return VERSIONS.flatMap(([keyword, code]) => {
    const value = valueOf(values, keyword)
    const on = isOn(values, keyword)
    return value === undefined || on === undefined ? [] : [{ code, on, value }]
  })
}

export interface ListSetting {
  readonly codes: readonly number[]
  readonly value: EffectiveValue
}

/** The suites in their order; undefined where the policy names none, or where Suite B decides (SuiteBProfile). */
export function suiteList(values: readonly EffectiveValue[]): ListSetting | undefined {
  if ((wordOf(values, 'SuiteBProfile') ?? 'Off').toLowerCase() !== 'off') return undefined
  const named = valueOf(values, 'V3CipherSuites')
  const numbered = valueOf(values, 'V3CipherSuites4Char')
  const value = nearest(named, numbered)
  if (value === undefined) return undefined
  const codes = [named, numbered]
    .filter((one) => one !== undefined && one.from === value.from)
    .flatMap((one) => one?.values.flatMap((text) => cipherSuiteCode(text, one === numbered) ?? []) ?? [])
  return codes.length === 0 ? undefined : { codes: [...new Set(codes)], value }
}

/** The connection action's list stands in the place of the environment action's, however each is spelt. */
function nearest(a: EffectiveValue | undefined, b: EffectiveValue | undefined): EffectiveValue | undefined {
  if (a === undefined || b === undefined) return a ?? b
  return b.from === 'connection' && a.from !== 'connection' ? b : a
}

export type GroupList = 'ClientECurves' | 'ClientKeyShareGroups' | 'ServerKexECurves' | 'ServerKeyShareGroups'

/** Groups by their numbers; undefined where nothing is said, or anything goes (`Any`). */
export function groupList(values: readonly EffectiveValue[], keyword: GroupList): ListSetting | undefined {
  const value = valueOf(values, keyword)
  if (value === undefined || value.values.some((text) => text.toLowerCase() === 'any')) return undefined
  const codes = value.values.flatMap((text) => fours(text).map(Number)).filter((code) => Number.isInteger(code))
  return codes.length === 0 ? undefined : { codes, value }
}

/** `START1/TN3270`, or a ring of the user of the task: `TN3270`. Undefined for a key database or a token. */
export function keyRingOf(
  values: readonly EffectiveValue[],
): { readonly owner: string | undefined; readonly ring: string; readonly value: EffectiveValue } | undefined {
  const value = valueOf(values, 'Keyring')
  const [, owner, ring] = /^(?:([A-Za-z0-9#@$]{1,8})\/)?([^/\s]{1,237})$/.exec(value?.values[0] ?? '') ?? []
  return value === undefined || ring === undefined ? undefined : { owner: owner?.toUpperCase(), ring, value }
}

/** `00230024` in pieces of four. */
function fours(text: string): readonly string[] {
  return /^(?:[0-9]{4})+$/.test(text) ? (text.match(/.{4}/g) ?? []) : []
}
