/**
 * Secrets of connections by their client random, as key logs give them (draft-ietf-tls-keylogfile, NSS key log format).
 * They stay in memory: nothing here is ever written anywhere.
 */

/** What a key log holds for one connection. Traffic secrets after the first follow from it (RFC 8446 §7.2). */
export interface ConnectionSecrets {
  /** TLS 1.2 and earlier. */
  readonly master: Uint8Array | undefined
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
  ['CLIENT_EARLY_TRAFFIC_SECRET', 'clientEarly'],
  ['CLIENT_HANDSHAKE_TRAFFIC_SECRET', 'clientHandshake'],
  ['SERVER_HANDSHAKE_TRAFFIC_SECRET', 'serverHandshake'],
  ['CLIENT_TRAFFIC_SECRET_0', 'clientTraffic'],
  ['SERVER_TRAFFIC_SECRET_0', 'serverTraffic'],
])

/** A key log that a machine wrote for months: more than so many connections would fill the memory of the one that reads. */
const MAX_CONNECTIONS = 200_000

/** One character a byte, which takes a third of the memory of an array. */
type Octets = string

export class KeyRing {
  readonly #base: KeyRing | undefined
  readonly #connections = new Map<Octets, Partial<Record<SecretName, Octets>>>()
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
    const name = LABELS.get(label)
    if (name === undefined) return
    const key = octets(clientRandom)
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
    if (this.#connections.size > 0 || this.#base?.isOfUse === true) return true
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
      clientEarly: bytes(known.clientEarly) ?? base?.clientEarly,
      clientHandshake: bytes(known.clientHandshake) ?? base?.clientHandshake,
      serverHandshake: bytes(known.serverHandshake) ?? base?.serverHandshake,
      clientTraffic: bytes(known.clientTraffic) ?? base?.clientTraffic,
      serverTraffic: bytes(known.serverTraffic) ?? base?.serverTraffic,
    }
  }
}

function octets(value: Uint8Array): Octets {
  return String.fromCharCode(...value)
}

function bytes(value: Octets | undefined): Uint8Array | undefined {
  return value === undefined ? undefined : Uint8Array.from(value, (letter) => letter.charCodeAt(0))
}
