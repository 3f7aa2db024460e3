import { z } from 'zod'

/** The words of the product (ARCHITECTURE.md, "Words") as schemas, shared by every request and reply. */

export const Side = z.enum(['client', 'server'])
export const Outcome = z.enum(['established', 'failed', 'incomplete'])
/** Connections by how they ended. */
export const OutcomeCounts = z.object({ established: z.int(), incomplete: z.int(), failed: z.int() })
export const Boundary = z.enum([
  'tcp',
  'client_hello',
  'server_hello',
  'server_flight',
  'client_flight',
  'finished',
  'application',
])
export const Visibility = z.enum(['plain', 'decrypted', 'inferred', 'encrypted'])
export const MessageContent = z.enum(['handshake', 'alert', 'change_cipher_spec', 'heartbeat'])
export const Resumption = z.enum(['none', 'session-id', 'ticket', 'psk'])
export const ClientAuthentication = z.enum(['none', 'requested', 'sent', 'absent'])

/** A code point with its registered name; `name` is `unknown (0x1a2b)` or `GREASE (0x1a1a)` where there is none. */
export const CodePoint = z.object({ code: z.int(), name: z.string() })

/** Nanoseconds since 1970 UTC, or of the source's own clock where its zone is unknown. */
export const TimeNs = z.bigint()

export const Endpoint = z.object({ address: z.string(), port: z.int() })

export type Side = z.infer<typeof Side>
export type Outcome = z.infer<typeof Outcome>
export type Boundary = z.infer<typeof Boundary>
export type Visibility = z.infer<typeof Visibility>
export type MessageContent = z.infer<typeof MessageContent>
export type CodePoint = z.infer<typeof CodePoint>
export type Endpoint = z.infer<typeof Endpoint>
