/**
 * What a name of z/OS may look like, before it is put into a command or JCL that somebody runs. A refusal names the rule: MVS JCL Reference
 * ("Character sets", "Data set names"), MVS System Commands (member and procedure names).
 */
import { parseAddress } from '../settings/address-range.ts'

export type Checked = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly rule: string }

const MAX_NAME = 8
const MAX_DATA_SET_NAME = 44
const NAME = /^[A-Z#@$][A-Z0-9#@$]*$/
const QUALIFIER = /^[A-Z#@$][A-Z0-9#@$-]*$/
/** A refusal repeats what was given, but not a page of it. */
const MAX_REPEATED = 40

const accepted = (value: string): Checked => ({ ok: true, value })
const refused = (given: string, rule: string): Checked => ({ ok: false, rule: `${quoted(given)}: ${rule}` })

/** Without what would move a cursor or turn a line around. */
function quoted(given: string): string {
  const harmless = given.replace(/[^\x20-\x7e\u00a0-\u024f]/gu, '?')
  return `'${harmless.length > MAX_REPEATED ? `${harmless.slice(0, MAX_REPEATED)}…` : harmless}'`
}

const SYMBOL = 'system symbols (&) are refused: give the name that they stand for on this system'

/** A job, started task, procedure or member; lower case is folded as the system would. */
export function checkName(given: string, what: string): Checked {
  const name = given.trim().toUpperCase()
  if (name === '') return refused(given, `${what} is missing`)
  if (name.includes('&')) return refused(given, SYMBOL)
  if (name.length > MAX_NAME)
    return refused(given, `${what} has at most ${MAX_NAME} characters, this has ${name.length}`)
  if (!/^[A-Z#@$]/.test(name)) return refused(given, `${what} begins with a letter, #, @ or $`)
  if (!NAME.test(name)) return refused(given, `${what} consists of letters, digits, #, @ and $`)
  return accepted(name)
}

/** Qualifiers that names of data sets are built on; `room` characters are left for what is put behind it. */
export function checkDataSetPrefix(given: string, room: number): Checked {
  const name = given.trim().toUpperCase()
  if (name === '') return refused(given, 'the data-set prefix is missing')
  if (name.includes('&')) return refused(given, SYMBOL)
  if (/[()]/.test(name)) return refused(given, 'a data-set prefix names no member')
  if (name.includes("'")) return refused(given, 'give the data-set prefix without apostrophes')
  const most = MAX_DATA_SET_NAME - room
  if (name.length > most)
    return refused(
      given,
      `a data-set name has at most ${MAX_DATA_SET_NAME} characters; with what is put behind it, ${most} are left for the prefix, this has ${name.length}`,
    )
  for (const qualifier of name.split('.')) {
    if (qualifier === '')
      return refused(given, 'a qualifier of a data-set name is never empty: no period at the ends, no two in a row')
    if (qualifier.length > MAX_NAME)
      return refused(
        given,
        `a qualifier of a data-set name has at most ${MAX_NAME} characters, ${qualifier} has ${qualifier.length}`,
      )
    if (!QUALIFIER.test(qualifier))
      return refused(
        given,
        'a qualifier begins with a letter, #, @ or $, and goes on with letters, digits, #, @, $ and hyphens',
      )
  }
  return accepted(name)
}

export function checkPort(given: string): Checked {
  const text = given.trim()
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0
  if (port < 1 || port > 65_535) return refused(given, 'a port is a number from 1 to 65535')
  return accepted(String(port))
}

/** One address; no range and no mask, which the packet trace would take but nobody means when they name a peer. */
export function checkAddress(given: string): Checked {
  const text = given.trim()
  if (/^(?:\d+\.)+\d+$/.test(text) && /(?:^|\.)0\d/.test(text))
    return refused(given, 'an IPv4 address has no leading zeros, which some programs take for octal')
  if (/\/|-/.test(text)) return refused(given, 'give one address, no range and no mask')
  const address = parseAddress(text)
  if (!address) return refused(given, 'an address is IPv4 in dotted decimal (10.1.1.2) or IPv6 (2001:db8::1)')
  // An IPv4 address in IPv6 clothes travels as IPv4.
  return accepted(address.family === 4 ? text.slice(text.lastIndexOf(':') + 1) : text.toLowerCase())
}

/** Releases whose documentation the guide was held against, newest last. */
const RELEASES = ['2.1', '2.2', '2.3', '2.4', '2.5', '3.1', '3.2'] as const

export function checkRelease(given: string): Checked {
  const parts = /^(?:z\/OS\s*)?V?(\d)[.R](\d)(?:\.0)?$/i.exec(given.trim())
  const release = parts ? `${parts[1] ?? ''}.${parts[2] ?? ''}` : ''
  const known: readonly string[] = RELEASES
  if (!known.includes(release))
    return refused(given, `a release is one of ${RELEASES.join(', ')}, also written as V2R5`)
  return accepted(release)
}
