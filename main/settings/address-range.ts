/** IP addresses as numbers, and ranges of them as policies write them: `10.1.1.1`, `10.1.0.0/16`, `10.1.1.1-10.1.1.9`, `2001:db8::/32`. */
export interface Address {
  readonly family: 4 | 6
  readonly number: bigint
}

export interface AddressRange {
  readonly family: 4 | 6
  readonly first: bigint
  readonly last: bigint
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/
const MAPPED = /^(?:0{0,4}:){0,5}:?ffff:(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i
const MAX_LENGTH = 64

export function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined
  const mapped = MAPPED.exec(text)?.[1]
  const parts = V4.exec(mapped ?? text)
  if (parts) {
    const octets = parts.slice(1).map(Number)
    if (octets.some((octet) => octet > 255)) return undefined
    return { family: 4, number: octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n) }
  }
  return parseV6(text)
}

/** RFC 4291 §2.2, without a dotted end. */
function parseV6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2 || !text.includes(':')) return undefined
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - tail.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...new Array<string>(missing).fill('0'), ...tail]
  if (groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return { family: 6, number: groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n) }
}

/** Undefined: it is no address and no range. */
export function parseRange(text: string): AddressRange | undefined {
  const [from = '', to, ...more] = text.split('-').map((part) => part.trim())
  if (more.length > 0) return undefined
  if (to !== undefined) {
    const [first, last] = [parseAddress(from), parseAddress(to)]
    if (!first || last?.family !== first.family || last.number < first.number) return undefined
    return { family: first.family, first: first.number, last: last.number }
  }
  const [base = '', prefix] = from.split('/')
  const address = parseAddress(base)
  if (!address) return undefined
  const bits = address.family === 4 ? 32 : 128
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1
  if (length < 0 || length > bits) return undefined
  const size = 1n << BigInt(bits - length)
  const first = address.number - (address.number % size)
  return { family: address.family, first, last: first + size - 1n }
}

export function inRange({ family, number }: Address, range: AddressRange): boolean {
  return family === range.family && number >= range.first && number <= range.last
}
