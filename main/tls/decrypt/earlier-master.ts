/**
 * The master secret of TLS 1.2 and earlier, from what a key log has: itself, the premaster secret that it is made of, or that of the session
 * which is resumed.
 */
import type { ClientHello } from '../client-hello.ts'
import { findExtension, hasExtension } from '../extension.ts'
import type { ServerHello } from '../server-hello.ts'
import { selectedVersion } from '../server-hello.ts'
import { concat, isEqual } from './bytes.ts'
import type { Crypto } from './crypto.ts'
import { prf, ssl3KeyBlock } from './derive.ts'
import { ENCRYPTED_PREMASTER_BYTES, type KeyRing } from './key-ring.ts'
import { suiteCipher } from './suite-cipher.ts'

const SSL3 = 0x0300
const EXTENDED_MASTER_SECRET = 23
const MASTER_LENGTH = 48
const MESSAGE_HEADER = 4
/** NewSessionTicket (RFC 5077 §3.3): the ticket stands behind its lifetime and its length. */
const TICKET_AT = MESSAGE_HEADER + 4 + 2

export class EarlierMaster {
  readonly #crypto: Crypto
  readonly #ring: KeyRing
  #clientHello: ClientHello | undefined
  #serverHello: ServerHello | undefined
  /** Of the handshake at hand, where no line of the key log has it. */
  #found: Uint8Array | undefined

  constructor(crypto: Crypto, ring: KeyRing) {
    this.#crypto = crypto
    this.#ring = ring
  }

  get value(): Uint8Array | undefined {
    const random = this.#clientHello?.random
    const secrets = random && this.#ring.of(random)
    if (secrets?.master !== undefined || this.#found !== undefined) return secrets?.master ?? this.#found
    // With the extension it takes the hash of the handshake, too, which is known at the right moment only.
    if (secrets?.premaster !== undefined && !this.#isExtended) this.#found = this.#derived(secrets.premaster, undefined)
    const id = this.#serverHello?.legacySessionIdEcho
    return this.#found ?? (id !== undefined && id.length > 0 ? this.#ring.session(id) : undefined)
  }

  clientHello(hello: ClientHello): void {
    this.#clientHello = hello
    this.#serverHello = undefined
    this.#found = undefined
  }

  /** A server that goes on with a session says its id again (RFC 5246 §7.4.1.3); that it takes the ticket shows later. */
  serverHello(hello: ServerHello): void {
    this.#serverHello = hello
    const offered = this.#clientHello?.legacySessionId
    const chosen = hello.legacySessionIdEcho
    const isResumed = offered !== undefined && chosen !== undefined && chosen.length > 0 && isEqual(offered, chosen)
    this.#found =
      (isResumed ? this.#ring.session(chosen) : undefined) ??
      sessionOfTicket(this.#crypto, this.#ring, this.#clientHello)
  }

  /** `bytes`: the message; `sessionHash`: of all up to it (RFC 7627 §3), undefined where not all was seen. */
  clientKeyExchange(bytes: Uint8Array, sessionHash: Uint8Array | undefined): void {
    // A key exchange is no resumption.
    this.#found = undefined
    const lengthBytes = this.#version === SSL3 ? 0 : 2
    const encrypted = bytes.subarray(MESSAGE_HEADER + lengthBytes)
    const random = this.#clientHello?.random
    const premaster =
      (random && this.#ring.of(random)?.premaster) ??
      (encrypted.length >= ENCRYPTED_PREMASTER_BYTES ? this.#ring.premaster(encrypted) : undefined)
    if (premaster !== undefined) this.#found = this.#derived(premaster, sessionHash)
  }

  /** Keys come into use: the session may be resumed under its id. */
  established(): void {
    const id = this.#serverHello?.legacySessionIdEcho
    const master = this.value
    if (id !== undefined && id.length > 0 && master !== undefined) this.#ring.remember(id, master)
  }

  newSessionTicket(bytes: Uint8Array): void {
    const ticket = bytes.subarray(TICKET_AT)
    const master = this.value
    if (ticket.length > 0 && master !== undefined) this.#ring.remember(ticketName(this.#crypto, ticket), master)
  }

  get #version(): number {
    return (this.#serverHello && selectedVersion(this.#serverHello)) ?? 0
  }

  get #isExtended(): boolean {
    return (
      hasExtension(this.#clientHello?.extensions, EXTENDED_MASTER_SECRET) &&
      hasExtension(this.#serverHello?.extensions, EXTENDED_MASTER_SECRET)
    )
  }

  #derived(premaster: Uint8Array, sessionHash: Uint8Array | undefined): Uint8Array | undefined {
    const version = this.#version
    const client = this.#clientHello?.random
    const server = this.#serverHello?.random
    if (client === undefined || server === undefined || version < SSL3) return undefined
    const randoms = concat(client, server)
    const hash = suiteCipher(this.#serverHello?.cipherSuite ?? -1)?.hash ?? 'sha256'
    // RFC 6101 §6.1: made as the key block is, with the randoms the other way round.
    if (version === SSL3) return ssl3KeyBlock(this.#crypto, premaster, randoms, MASTER_LENGTH)
    if (!this.#isExtended) return prf(this.#crypto, version, hash, premaster, 'master secret', randoms, MASTER_LENGTH)
    return (
      sessionHash && prf(this.#crypto, version, hash, premaster, 'extended master secret', sessionHash, MASTER_LENGTH)
    )
  }
}

/** Whether a session that the hello asks to resume is known; what follows it is not known yet. */
export function offersKnownSession(crypto: Crypto, ring: KeyRing, hello: ClientHello): boolean {
  const id = hello.legacySessionId
  if (id !== undefined && id.length > 0 && ring.session(id) !== undefined) return true
  return sessionOfTicket(crypto, ring, hello) !== undefined
}

function sessionOfTicket(crypto: Crypto, ring: KeyRing, hello: ClientHello | undefined): Uint8Array | undefined {
  const ticket = findExtension(hello?.extensions, 'session_ticket')?.bytes
  return ticket === undefined || ticket.length === 0 ? undefined : ring.session(ticketName(crypto, ticket))
}

/** Tickets are long. */
function ticketName(crypto: Crypto, ticket: Uint8Array): Uint8Array {
  const hash = crypto.hash('sha256')
  hash.update(ticket)
  return hash.value()
}
