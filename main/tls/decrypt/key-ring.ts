/**
 * Secrets of connections by their client random, as key logs give them (draft-ietf-tls-keylogfile, NSS key log format).
 * They stay in memory: nothing here is ever written anywhere.
 */

/** What names a premaster secret in lines of the label RSA: so many bytes of it as it was encrypted for the server. */
export const ENCRYPTED_PREMASTER_BYTES = 8

/** What a key log holds for one connection. Traffic secrets after the first follow from it (RFC 8446 §7.2). */
export interface ConnectionSecrets {
  /** TLS 1.2 and earlier. */
  readonly master: Uint8Array | undefined
  /** What the master secret is made of. */
  readonly premaster: Uint8Array | undefined
  readonly clientEarly: Uint8Array | undefined
  readonly clientHandshake: Uint8Array | undefined
  readonly serverHandshake: Uint8Array | undefined
  readonly clientTraffic: Uint8Array | undefined
  readonly serverTraffic: Uint8Array | undefined
}

export type SecretName = keyof ConnectionSecrets

/** Labels of lines that decryption takes. */
const LABELS: ReadonlyMap<string, SecretName> = new Map([
  ['CLIENT_RANDOM', 'master'],
  ['PMS_CLIENT_RANDOM', 'premaster'],
  ['CLIENT_EARLY_TRAFFIC_SECRET', 'clientEarly'],
  ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'clientHandshake'],
  ['SERVER_HANDSHAKE_TRAFFIC_SECRET', 'serverHandshake'],
  ['CLIENT_TRAFFIC_SECRET_0', 'clientTraffic'],
  ['SERVER_TRAFFIC_SECRET_0', 'serverTraffic'],
])

/** A key log that a machine wrote for months: more than so many connections would fill the memory of the one that reads. */
const MAX_CONNECTIONS = 200_000
/** Sessions that are remembered, to be known when they are resumed. */
const MAX_SESSIONS = 50_000

/** Labels of lines that name no client random: `RSA` by the encrypted premaster secret, the other by the session's id. */
const RSA = 'RSA'
const SESSION_ID = 'RSA Session-ID'

/** One character a byte, which takes a third of the memory of an array. */
type Octets = string

export class KeyRing {
  readonly #base: KeyRing | undefined
  readonly #connections = new Map<Octets, Partial<Record<SecretName, Octets>>>()
  readonly #premasters = new Map<Octets, Octets>()
  /** Master secrets by session id, and by what names a ticket. */
  readonly #sessions = new Map<Octets, Octets>()
  /** Some of them are the key log's. */
  #hasSessionLines = false
  #askedInVain = false
  /** A secret came that may belong to a connection which was asked for before: reading again would show more. */
  cameLate = false
  /** Connections that there was no room for. */
  leftOut = 0

  /** With `base`, what that one holds counts too; it is not changed. */
  constructor(base?: KeyRing) {
    this.#base = base
  }

  /** `label` as in the key log; those that are not used for decryption are passed over. */
  add(label: string, clientRandom: Uint8Array, secret: Uint8Array): void {
    const key = octets(clientRandom)
    if (label === RSA) return this.#keep(this.#premasters, MAX_CONNECTIONS, key, secret)
    if (label === SESSION_ID) {
      this.#hasSessionLines = true
      return this.#keep(this.#sessions, MAX_SESSIONS, key, secret)
    }
    const name = LABELS.get(label)
    if (name === undefined) return
    let known = this.#connections.get(key)
    if (known === undefined) {
      if (this.#connections.size >= MAX_CONNECTIONS) {
        this.leftOut += 1
        return
      }
      known = {}
      this.#connections.set(key, known)
    }
    const value = octets(secret)
    if (known[name] === value) return
    known[name] = value
    if (this.#askedInVain) this.cameLate = true
  }

  /** Asked before a connection's random is worked out, which an empty ring makes needless. */
  get isOfUse(): boolean {
    const own = this.#connections.size + this.#premasters.size + this.#sessions.size
    if (own > 0 || this.#base?.isOfUse === true) return true
    this.#askedInVain = true
    return false
  }

  of(clientRandom: Uint8Array): ConnectionSecrets | undefined {
    const base = this.#base?.of(clientRandom)
    const known = this.#connections.get(octets(clientRandom))
    if (known === undefined) {
      if (base === undefined) this.#askedInVain = true
      return base
    }
    return {
      master: bytes(known.master) ?? base?.master,
      premaster: bytes(known.premaster) ?? base?.premaster,
      clientEarly: bytes(known.clientEarly) ?? base?.clientEarly,
      clientHandshake: bytes(known.clientHandshake) ?? base?.clientHandshake,
      serverHandshake: bytes(known.serverHandshake) ?? base?.serverHandshake,
      clientTraffic: bytes(known.clientTraffic) ?? base?.clientTraffic,
      serverTraffic: bytes(known.serverTraffic) ?? base?.serverTraffic,
    }
  }

  /** Lines name connections by what comes after the client's hello, so that any connection may turn out to be named. */
  get namesLater(): boolean {
    return this.#premasters.size > 0 || this.#hasSessionLines || this.#base?.namesLater === true
  }

  /** `encrypted`: the premaster secret as the client sent it. */
  premaster(encrypted: Uint8Array): Uint8Array | undefined {
    const name = octets(encrypted.subarray(0, ENCRYPTED_PREMASTER_BYTES))
    const known = bytes(this.#premasters.get(name)) ?? this.#base?.premaster(encrypted)
    if (known === undefined) this.#askedInVain = true
    return known
  }

  /** The master secret of a session, by its id or by what names its ticket. */
  session(name: Uint8Array): Uint8Array | undefined {
    return bytes(this.#sessions.get(octets(name))) ?? this.#base?.session(name)
  }

  /** A session of this capture, which may be resumed in it. */
  remember(name: Uint8Array, master: Uint8Array): void {
    if (this.#sessions.size < MAX_SESSIONS) this.#sessions.set(octets(name), octets(master))
  }

  #keep(map: Map<Octets, Octets>, limit: number, key: Octets, secret: Uint8Array): void {
    const value = octets(secret)
    if (map.get(key) === value) return
    if (map.size >= limit) this.leftOut += 1
    else map.set(key, value)
    if (this.#askedInVain) this.cameLate = true
  }
}

function octets(value: Uint8Array): Octets {
  return String.fromCharCode(...value)
}

function bytes(value: Octets | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : Uint8Array.from(value, (letter) => letter.charCodeAt(0))
}
