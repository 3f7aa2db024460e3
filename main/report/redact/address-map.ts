import { createHmac } from 'node:crypto'
import { type Address, parseAddress } from '../../settings/address-range.ts'

/** Keyed anew where an address became one that is in the report: twenty tries are never needed. */
const MAX_KEYS = 20

/**
 * Addresses in place of addresses that keep what they have in common: two that share their first n bits share as many afterwards, and nothing
 * else is kept (the scheme of Crypto-PAn, Xu and others 2002, with HMAC-SHA-256). What says of what kind an address is stays: private,
 * link-local and loopback prefixes.
 */
export class AddressMap {
  readonly #key: string
  readonly #originals = new Set<string>()
  readonly #mapped = new Map<string, string>()
  #salt = 0

  /** `key`: hex digits. `originals`: all that will be asked for, so that none of them comes out as another one. */
  constructor(key: string, originals: Iterable<string>) {
    this.#key = key
    for (const text of originals) {
      const address = parseAddress(text)
      if (address) this.#originals.add(addressText(address))
    }
    for (; this.#salt < MAX_KEYS; this.#salt++) {
      const taken = [...this.#originals].some((text) => {
        const address = parseAddress(text)
        return address !== undefined && !isTelling(address) && this.#originals.has(this.#map(address))
      })
      if (!taken) break
    }
  }

  /** Undefined: it is no address. */
  of(text: string): string | undefined {
    const address = parseAddress(text)
    if (!address) return undefined
    const plain = addressText(address)
    const mapped = this.#mapped.get(plain) ?? (isTelling(address) ? plain : this.#map(address))
    this.#mapped.set(plain, mapped)
    return mapped
  }

  /** Different addresses that were replaced. */
  get count(): number {
    return [...this.#mapped].filter(([from, to]) => from !== to).length
  }

  #map({ family, number }: Address): string {
    const bits = family === 4 ? 32 : 128
    const kept = keptBits(family, number)
    const mac = (prefix: bigint, length: number): bigint => {
      const digest = createHmac('sha256', this.#key).update(`${this.#salt} ${family} ${length} ${prefix}`).digest()
      return BigInt((digest[0] ?? 0) & 1)
    }
    let mapped = kept === 0 ? 0n : number >> BigInt(bits - kept)
    for (let length = kept; length < bits; length++) {
      const bit = (number >> BigInt(bits - 1 - length)) & 1n
      mapped = (mapped << 1n) | (bit ^ mac(number >> BigInt(bits - length), length))
    }
    return addressText({ family, number: mapped })
  }
}

/** Says nothing of a network: `0.0.0.0`, `127.0.0.1`, `255.255.255.255`, `::`, `::1`. */
function isTelling({ family, number }: Address): boolean {
  if (family === 6) return number <= 1n
  return number === 0n || number === 0xffff_ffffn || number >> 24n === 127n
}

/** RFC 1918, RFC 3927; RFC 4193, RFC 4291 §2.5.6 and, of global unicast, the three bits that make it one (§2.5.4). */
const KEPT = [
  { family: 4, prefix: 10n, bits: 8 },
  { family: 4, prefix: 0xac1n, bits: 12 },
  { family: 4, prefix: 0xc0a8n, bits: 16 },
  { family: 4, prefix: 0xa9fen, bits: 16 },
  { family: 6, prefix: 0x3fan, bits: 10 },
  { family: 6, prefix: 0b1111110n, bits: 7 },
  { family: 6, prefix: 1n, bits: 3 },
] as const

function keptBits(family: 4 | 6, number: bigint): number {
  const all = family === 4 ? 32 : 128
  return KEPT.find((one) => one.family === family && number >> BigInt(all - one.bits) === one.prefix)?.bits ?? 0
}

function addressText({ family, number }: Address): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 0xffn)).join('.')
  const groups = Array.from({ length: 8 }, (_, at) => ((number >> BigInt(112 - at * 16)) & 0xffffn).toString(16))
  // RFC 5952 §4.2: the longest run of zeros, where it is of two groups at least.
  const runs = [...groups.join(':').matchAll(/(?<![0-9a-f])0(?::0)+(?![0-9a-f])/g)]
  const longest = runs.reduce((best, [run]) => (run.length > best.length ? run : best), '')
  if (longest === '') return groups.join(':')
  const [head, tail] = splitOnce(groups.join(':'), longest)
  return `${head.replace(/:$/, '')}::${tail.replace(/^:/, '')}`
}

function splitOnce(text: string, at: string): readonly [string, string] {
  const found = new RegExp(`(?<![0-9a-f])${at}(?![0-9a-f])`).exec(text)
  return found ? [text.slice(0, found.index), text.slice(found.index + at.length)] : [text, '']
}
