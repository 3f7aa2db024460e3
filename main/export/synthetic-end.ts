/** Ends of a connection as addresses: those that are known, else of the ranges that are kept for documentation (RFC 5737, RFC 3849). */
import { parseAddress } from '../settings/address-range.ts'
import type { Endpoint } from '../tls/leg.ts'
import type { Address, TcpEnd } from './ip-packet.ts'

/** Ports of clients whose port nobody told, as many as there are dynamic ones (RFC 6335 §6). */
const FIRST_PORT = 49_152
const PORTS = 65_536 - FIRST_PORT
const HTTPS = 443

export interface SyntheticEnds {
  readonly client: TcpEnd
  readonly server: TcpEnd
  /** What was not known and is therefore made up, in words; empty: nothing. */
  readonly madeUp: readonly string[]
}

/** `number` counts the connections of an export, so that no two made-up clients are the same. */
export function syntheticEnds(
  client: Endpoint | undefined,
  server: Endpoint | undefined,
  number: number,
): SyntheticEnds {
  const known = { client: client && addressOf(client.address), server: server && addressOf(server.address) }
  // An IPv4 address in IPv6 clothes beside an IPv6 one would be two families.
  const family = (known.client ?? known.server)?.family ?? 4
  const fits = (address: Address | undefined): Address | undefined => (address?.family === family ? address : undefined)
  const [clientAddress, serverAddress] = [fits(known.client), fits(known.server)]
  const host = Math.floor(number / PORTS)
  const madeUp = [
    ...(clientAddress && client ? [] : ['the client']),
    ...(serverAddress && server ? [] : ['the server']),
  ]
  return {
    client: {
      address: clientAddress ?? documentation(family, 1, host),
      port: clientAddress && client ? client.port : FIRST_PORT + (number % PORTS),
    },
    server: {
      address: serverAddress ?? documentation(family, 0, 0),
      port: serverAddress && server ? server.port : HTTPS,
    },
    madeUp,
  }
}

/** 192.0.2.0/24 for servers, 198.51.100.0/24 for clients; 2001:db8::/32 for both. */
function documentation(family: 4 | 6, net: 0 | 1, host: number): Address {
  const last = (host % 254) + 1
  if (family === 4) return { family, bytes: Uint8Array.from(net === 0 ? [192, 0, 2, last] : [198, 51, 100, last]) }
  const bytes = new Uint8Array(16)
  bytes.set([0x20, 0x01, 0x0d, 0xb8])
  bytes[7] = net
  bytes[14] = Math.floor(host / 254) & 0xff
  bytes[15] = last
  return { family, bytes }
}

/** Undefined: it is no address, such as one that was masked. */
function addressOf(text: string): Address | undefined {
  const parsed = parseAddress(text)
  if (!parsed) return undefined
  const bytes = new Uint8Array(parsed.family === 4 ? 4 : 16)
  let rest = parsed.number
  for (let at = bytes.length - 1; at >= 0; at--) {
    bytes[at] = Number(rest & 0xffn)
    rest >>= 8n
  }
  return { family: parsed.family, bytes }
}
