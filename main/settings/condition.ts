/** Which connections a TTLSRule is for (z/OS Communications Server: IP Configuration Guide, "AT-TLS rules"). */
import { type AddressRange, inRange, parseAddress } from './address-range.ts'

export interface PortSpan {
  readonly first: number
  readonly last: number
}

/** Undefined: any. An empty list has nothing that could be understood, so that nothing can be said. */
export interface Conditions {
  readonly localAddresses: readonly AddressRange[] | undefined
  readonly remoteAddresses: readonly AddressRange[] | undefined
  readonly localPorts: readonly PortSpan[] | undefined
  readonly remotePorts: readonly PortSpan[] | undefined
  /** A name, `*` at its end for any continuation. */
  readonly job: string | undefined
  readonly user: string | undefined
  readonly direction: 'inbound' | 'outbound' | 'both' | undefined
  /** It is in force at some times only. */
  readonly timed: boolean
  /** There is more to it than these conditions say: several of them in turn, or one that is negated. */
  readonly partial: boolean
}

/** A connection as the host with the policy sees it. */
export interface SeenConnection {
  readonly inbound: boolean
  readonly local: { readonly address: string; readonly port: number } | undefined
  readonly remote: { readonly address: string; readonly port: number } | undefined
  readonly job: string | undefined
  readonly user: string | undefined
}

/** `no`: a condition speaks against it. Else what is not known of the connection, or of the rule; nothing: it is for this connection. */
export type Match = 'no' | readonly string[]

export function matches(conditions: Conditions, seen: SeenConnection): Match {
  const open: string[] = []
  const checks: readonly (readonly [name: string, fits: boolean | undefined])[] = [
    ['direction', directionFits(conditions.direction, seen.inbound)],
    ['local address', addressFits(conditions.localAddresses, seen.local?.address)],
    ['remote address', addressFits(conditions.remoteAddresses, seen.remote?.address)],
    ['local port', portFits(conditions.localPorts, seen.local?.port)],
    ['remote port', portFits(conditions.remotePorts, seen.remote?.port)],
    ['job name', nameFits(conditions.job, seen.job)],
    ['user id', nameFits(conditions.user, seen.user)],
    ['time', conditions.timed ? undefined : true],
    ['the whole condition', conditions.partial ? undefined : true],
  ]
  for (const [name, fits] of checks) {
    if (fits === false) return 'no'
    if (fits === undefined) open.push(name)
  }
  return open
}

function directionFits(direction: Conditions['direction'], inbound: boolean): boolean | undefined {
  if (direction === undefined) return undefined
  return direction === 'both' || (direction === 'inbound') === inbound
}

function addressFits(ranges: readonly AddressRange[] | undefined, address: string | undefined): boolean | undefined {
  if (ranges === undefined) return true
  const seen = address === undefined ? undefined : parseAddress(address)
  if (seen === undefined || ranges.length === 0) return undefined
  return ranges.some((range) => inRange(seen, range))
}

function portFits(spans: readonly PortSpan[] | undefined, port: number | undefined): boolean | undefined {
  if (spans === undefined) return true
  if (port === undefined || spans.length === 0) return undefined
  return spans.some(({ first, last }) => port >= first && port <= last)
}

function nameFits(pattern: string | undefined, name: string | undefined): boolean | undefined {
  if (pattern === undefined || pattern === '*') return true
  if (name === undefined) return undefined
  const [wanted, seen] = [pattern.toUpperCase(), name.toUpperCase()]
  return wanted.endsWith('*') ? seen.startsWith(wanted.slice(0, -1)) : seen === wanted
}

/** `2023`, `2023-2030`, `2023 2030`; 0 means any. Undefined: neither. */
export function portSpan(text: string): PortSpan | 'any' | undefined {
  const [, from = '', to] = /^(\d{1,5})(?:\s*[-\s]\s*(\d{1,5}))?$/.exec(text.trim()) ?? []
  if (from === '') return undefined
  const [first, last] = [Number(from), Number(to ?? from)]
  if (first > 65_535 || last > 65_535 || last < first) return undefined
  return first === 0 && last === 0 ? 'any' : { first, last }
}
