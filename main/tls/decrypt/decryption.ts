/**
 * Decrypts one connection whose secrets a key log holds. It follows the handshake: which keys are in use follows from the messages, and
 * the messages under keys come out of it.
 */
import type { ClientHello } from '../client-hello.ts'
import { hasExtension } from '../extension.ts'
import { HANDSHAKE_TYPE } from '../handshake.ts'
import type { Side } from '../message.ts'
import type { ServerHello } from '../server-hello.ts'
import { selectedVersion } from '../server-hello.ts'
import { isEqual } from './bytes.ts'
import type { Crypto, HashName } from './crypto.ts'
import { hkdfExpandLabel, prf } from './derive.ts'
import { type BothSides, earlierKeys } from './earlier-keys.ts'
import { EarlierMaster, offersKnownSession } from './earlier-master.ts'
import { EarlierSide } from './earlier-side.ts'
import type { ConnectionSecrets, KeyRing } from './key-ring.ts'
import type { RecordCipher } from './record-cipher.ts'
import type { OpenedRecord } from './side-keys.ts'
import { suiteCipher } from './suite-cipher.ts'
import { type Stage, Tls13Side } from './tls13-side.ts'
import { trafficCipher, updatedSecret } from './tls13-keys.ts'
import { Transcript } from './transcript.ts'

const TLS13 = 0x0304
const TLS12 = 0x0303
const SSL3 = 0x0300

/** extension_type of early_data and of encrypt_then_mac. */
const EARLY_DATA = 42
const ENCRYPT_THEN_MAC = 22

/**
 * `not-authentic`: the keys have proven right on this connection before. `keys-do-not-fit`: nothing was ever opened with them.
 */
export type Opening = OpenedRecord | 'not-authentic' | 'keys-do-not-fit' | 'unopened'

interface TrafficSecret {
  readonly stage: number
  readonly secret: Uint8Array
}

/** verify_data has 12 bytes, in TLS 1.3 as many as the hash. */
const MAX_VERIFY_DATA = 64

export class Decryption {
  readonly #crypto: Crypto
  readonly #ring: KeyRing
  #transcript: Transcript
  #random: Uint8Array
  readonly #master: EarlierMaster
  #offeredSuites: readonly number[] = []
  #earlyOffered = false
  #serverHello: ServerHello | undefined
  #version: number | undefined
  #proven = false
  #established = { client: false, server: false }
  /** TLS 1.2 and earlier: of the latest hellos. */
  #bothSides: BothSides | undefined
  readonly #earlier = { client: new EarlierSide(), server: new EarlierSide() }
  #tls13: { readonly client: Tls13Side; readonly server: Tls13Side } | undefined
  /** A stage is asked for once it is due, and never one before it. */
  readonly #latestTraffic: { client?: TrafficSecret; server?: TrafficSecret } = {}

  constructor(crypto: Crypto, ring: KeyRing, clientRandom: Uint8Array) {
    this.#crypto = crypto
    this.#ring = ring
    this.#random = clientRandom
    this.#master = new EarlierMaster(crypto, ring)
    this.#transcript = new Transcript(crypto)
  }

  /** Whether secrets may be there for what the hello begins. */
  static isPossible(crypto: Crypto, ring: KeyRing, hello: ClientHello): boolean {
    if (hello.random === undefined) return false
    return ring.of(hello.random) !== undefined || ring.namesLater || offersKnownSession(crypto, ring, hello)
  }

  /** Whether a record that begins is to be brought whole; see SideKeys. */
  wants(side: Side, type: number, length: number, inMessage: boolean): boolean {
    return this.#side(side)?.wants(type, length, inMessage) ?? false
  }

  open(side: Side, type: number, version: number, content: Uint8Array): Opening {
    const outcome = this.#side(side)?.open(type, version, content) ?? 'unopened'
    if (typeof outcome === 'object') {
      this.#proven = true
      return outcome
    }
    this.#transcript.break()
    return outcome === 'not-authentic' && !this.#proven ? 'keys-do-not-fit' : outcome
  }

  /** A record that was wanted is not whole in the source. */
  missing(side: Side): void {
    this.#transcript.break()
    this.#side(side)?.missing()
  }

  /** The source lacks bytes, and nobody knows how many records. */
  lost(side: Side): void {
    this.#transcript.break()
    this.#side(side)?.lost()
  }

  changeCipherSpec(side: Side): void {
    if (this.#tls13 !== undefined) return
    this.#earlier[side].use(this.#earlierCipher(side))
    this.#master.established()
  }

  clientHello(hello: ClientHello, bytes: Uint8Array): void {
    const again = this.#serverHello?.name === 'hello_retry_request'
    if (!again && this.#serverHello !== undefined) this.#begin()
    // Nobody answered the one before.
    if (this.#offeredSuites.length > 0 && this.#serverHello === undefined) this.#transcript.break()
    this.#random = hello.random ?? this.#random
    this.#offeredSuites = hello.cipherSuites ?? []
    this.#earlyOffered = hasExtension(hello.extensions, EARLY_DATA)
    this.#master.clientHello(hello)
    this.#transcript.add('client', HANDSHAKE_TYPE.clientHello, bytes)
    if (this.#earlyOffered && this.#tls13 === undefined) this.#tls13 = this.#tls13Sides('early')
    if (again) this.#tls13?.client.endEarly()
  }

  serverHello(hello: ServerHello, bytes: Uint8Array): void {
    this.#serverHello = hello
    this.#version = selectedVersion(hello)
    this.#bothSides = undefined
    this.#master.serverHello(hello)
    const tls13 = (this.#version ?? 0) >= TLS13
    const hash = this.#hash
    if (hello.name === 'hello_retry_request') this.#transcript.retried(hash)
    else this.#transcript.begin(tls13 || this.#version === TLS12 ? [hash] : ['md5', 'sha1'])
    this.#transcript.add('server', HANDSHAKE_TYPE.serverHello, bytes)
    if (!tls13) this.#tls13 = undefined
    else this.#tls13 ??= this.#tls13Sides('handshake')
  }

  /**
   * Any other handshake message, as it became complete. Returns false for a Finished that does not fit what was said before it,
   * which is known only where all of it was seen.
   */
  message(side: Side, type: number, bytes: Uint8Array, complete: boolean): boolean {
    if (type === HANDSHAKE_TYPE.helloRequest) return true
    if (!complete) this.#transcript.break()
    if (this.#established[side]) {
      this.#afterHandshake(side, type)
      return true
    }
    const fits = type !== HANDSHAKE_TYPE.finished || !complete || this.#finishedFits(side, bytes)
    this.#transcript.add(side, type, bytes)
    if (this.#tls13 === undefined && complete) this.#learnMaster(side, type, bytes)
    if (type === HANDSHAKE_TYPE.finished) {
      this.#established[side] = true
      // Before TLS 1.3 it changes nothing: the keys came with ChangeCipherSpec.
      this.#tls13?.[side].nextStage()
    } else if (type === HANDSHAKE_TYPE.endOfEarlyData) this.#tls13?.[side].endEarly()
    return fits
  }

  /** A handshake begins anew (RFC 5246 §7.4.1.1). */
  #begin(): void {
    this.#transcript = new Transcript(this.#crypto)
    this.#established = { client: false, server: false }
  }

  #learnMaster(side: Side, type: number, bytes: Uint8Array): void {
    if (side === 'client' && type === HANDSHAKE_TYPE.clientKeyExchange)
      this.#master.clientKeyExchange(bytes, this.#transcript.value())
    if (side === 'server' && type === HANDSHAKE_TYPE.newSessionTicket) this.#master.newSessionTicket(bytes)
  }

  #afterHandshake(side: Side, type: number): void {
    if (type === HANDSHAKE_TYPE.keyUpdate) this.#tls13?.[side].nextStage()
    // RFC 8446 §4.6.2: a request after the handshake, and what answers it.
    if (type === HANDSHAKE_TYPE.certificateRequest && this.#tls13) this.#tls13.client.messageExpected = true
    if (type === HANDSHAKE_TYPE.finished && this.#tls13) this.#tls13[side].messageExpected = false
  }

  #side(side: Side): EarlierSide | Tls13Side | undefined {
    return this.#tls13 === undefined ? this.#earlier[side] : this.#tls13[side]
  }

  get #secrets(): ConnectionSecrets | undefined {
    return this.#ring.of(this.#random)
  }

  get #hash(): HashName {
    return suiteCipher(this.#serverHello?.cipherSuite ?? -1)?.hash ?? 'sha256'
  }

  #earlierCipher(side: Side): RecordCipher | undefined {
    const hello = this.#serverHello
    const version = this.#version
    if (hello?.random === undefined || hello.cipherSuite === undefined || version === undefined) return undefined
    if (version < SSL3 || version > TLS12) return undefined
    if (this.#bothSides === undefined) {
      const master = this.#master.value
      if (master === undefined) return undefined
      const handshake = {
        version,
        cipherSuite: hello.cipherSuite,
        clientRandom: this.#random,
        serverRandom: hello.random,
        encryptThenMac: hasExtension(hello.extensions, ENCRYPT_THEN_MAC),
        compression: hello.legacyCompressionMethod ?? 0,
      }
      this.#bothSides = earlierKeys(this.#crypto, handshake, master)
    }
    return this.#bothSides?.[side]
  }

  #tls13Sides(clientFirst: Stage): { readonly client: Tls13Side; readonly server: Tls13Side } {
    return {
      client: new Tls13Side(clientFirst, (stage) => this.#trafficCiphers('client', stage)),
      server: new Tls13Side('handshake', (stage) => this.#trafficCiphers('server', stage)),
    }
  }

  #trafficCiphers(side: Side, stage: Stage): readonly RecordCipher[] {
    const secret = this.#trafficSecret(side, stage)
    if (secret === undefined) return []
    const hello = this.#serverHello
    // Early data comes before the server has chosen; its suite is one of those offered.
    const chosen = hello?.cipherSuite
    const suites = chosen === undefined ? (stage === 'early' ? this.#offeredSuites : []) : [chosen]
    return suites.flatMap((suite) => trafficCipher(this.#crypto, suite, secret, this.#version ?? TLS13) ?? [])
  }

  #trafficSecret(side: Side, stage: Stage): Uint8Array | undefined {
    const secrets = this.#secrets
    if (stage === 'early') return secrets?.clientEarly
    if (stage === 'handshake') return side === 'client' ? secrets?.clientHandshake : secrets?.serverHandshake
    const latest = this.#latestTraffic[side]
    let secret = latest?.secret ?? (side === 'client' ? secrets?.clientTraffic : secrets?.serverTraffic)
    if (secret === undefined) return undefined
    for (let update = latest?.stage ?? 0; update < stage; update += 1)
      secret = updatedSecret(this.#crypto, this.#hash, secret)
    this.#latestTraffic[side] = { stage, secret }
    return secret
  }

  #finishedFits(side: Side, bytes: Uint8Array): boolean {
    const expected = this.#expectedFinished(side, bytes.length - 4)
    return expected === undefined || isEqual(expected, bytes.subarray(4))
  }

  /** verify_data (RFC 8446 §4.4.4, RFC 5246 §7.4.9); undefined where it cannot be worked out. */
  #expectedFinished(side: Side, length: number): Uint8Array | undefined {
    const said = this.#transcript.value()
    const version = this.#version ?? 0
    if (said === undefined || version <= SSL3 || length > MAX_VERIFY_DATA) return undefined
    if (version >= TLS13) {
      const secret = this.#trafficSecret(side, 'handshake')
      if (secret === undefined) return undefined
      const hash = this.#hash
      return this.#crypto.hmac(hash, hkdfExpandLabel(this.#crypto, hash, secret, 'finished', secret.length), said)
    }
    const master = this.#master.value
    if (master === undefined) return undefined
    return prf(this.#crypto, version, this.#hash, master, `${side} finished`, said, length)
  }
}
