/** Suites that the policy of a host leaves: its list, less what FIPS 140 and Suite B take away. */
import { cipherSuite } from '../reference/cipher-suite.ts'
import { type ListSetting, suiteList, valueOf, wordOf } from '../settings/meaning.ts'
import type { EffectiveValue } from '../settings/policy.ts'

export interface AllowedSuites extends ListSetting {
  /** Why a suite is not among them, and the value that says so. */
  readonly why: (code: number) => { readonly text: string; readonly value: EffectiveValue }
}

const ECDSA_AES_128_GCM = 0xc02b
const ECDSA_AES_256_GCM = 0xc02c
/** RFC 6460 §3.1: a Suite B level of 192 has the suite with AES-256 alone. */
const SUITE_B_192: readonly number[] = [ECDSA_AES_256_GCM]
const SUITE_B: readonly number[] = [ECDSA_AES_128_GCM, ECDSA_AES_256_GCM]

/** FIPS 140 knows neither RC4, single DES and MD5 nor ChaCha20, and no suite without encryption. */
const NOT_FIPS = /RC4|_DES_|DES40|MD5|CHACHA20|NULL/

/** Undefined where the policy says nothing of suites. */
export function allowedSuites(values: readonly EffectiveValue[]): AllowedSuites | undefined {
  const profile = valueOf(values, 'SuiteBProfile')
  const level = profile?.values[0]?.toLowerCase() ?? 'off'
  if (profile !== undefined && level !== 'off') {
    const text = `SuiteBProfile ${profile.values[0] ?? ''} takes other suites only (RFC 6460)`
    return {
      codes: level.startsWith('192') ? SUITE_B_192 : SUITE_B,
      value: profile,
      why: () => ({ text, value: profile }),
    }
  }
  const list = suiteList(values)
  if (list === undefined) return undefined
  const fips = valueOf(values, 'FIPS140')
  const isFips = fips !== undefined && (wordOf(values, 'FIPS140') ?? 'off').toLowerCase() !== 'off'
  const codes = isFips ? list.codes.filter((code) => !NOT_FIPS.test(cipherSuite(code)?.name ?? '')) : list.codes
  return {
    codes,
    value: isFips && codes.length < list.codes.length ? fips : list.value,
    why: (code) =>
      isFips && list.codes.includes(code)
        ? { text: `FIPS140 ${fips.values[0] ?? ''} does not take it`, value: fips }
        : { text: `not in ${list.value.keyword}`, value: list.value },
  }
}
