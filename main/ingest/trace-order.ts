import { HANDSHAKE_TYPE } from '../tls/handshake.ts'
import type { Side } from '../tls/message.ts'

const T = HANDSHAKE_TYPE

/**
 * Who sent a handshake message, by where it stands in the protocol (RFC 8446 §2, RFC 5246 §7.3): a listing prints no direction that
 * one could rely on. Some messages may be lost, so every rule looks at what was seen, never at a count.
 */
export class HandshakeOrder {
  /** Undefined until a ServerHello told. */
  isTls13: boolean | undefined = undefined
  serverHello = false
  retryRequested = false
  serverFinished = false
  clientFinished = false
  #fullHandshake = false
  #serverCertificate = false
  #serverDone = false
  #clientTurn = false
  #previous = -1

  /** A ClientHello begins the handshake again: after a HelloRetryRequest, or to renegotiate. */
  restart(): void {
    this.isTls13 = undefined
    this.serverHello = this.retryRequested = this.serverFinished = this.clientFinished = false
    this.#fullHandshake = this.#serverCertificate = this.#serverDone = this.#clientTurn = false
    this.#previous = T.clientHello
  }

  serverHelloSeen(isRetry: boolean, isTls13: boolean | undefined): void {
    this.serverHello = !isRetry
    this.retryRequested = isRetry
    if (isTls13 !== undefined) this.isTls13 = isTls13
  }

  /** To be asked once for every message, in their order. Undefined: either side may send it at any time. */
  senderOf(type: number): Side | undefined {
    const sender = this.#sender(type)
    this.#previous = type
    return sender
  }

  get established(): boolean {
    return this.serverFinished && this.clientFinished
  }

  #sender(type: number): Side | undefined {
    switch (type) {
      case T.clientHello:
        return 'client'
      case T.endOfEarlyData:
        this.serverFinished = true
        return 'client'
      case T.clientKeyExchange:
        this.#fullHandshake = this.#clientTurn = true
        return 'client'
      case T.certificate:
      case T.compressedCertificate:
        return this.#certificate()
      case T.certificateVerify:
        return this.isTls13 === true && !this.serverFinished ? 'server' : 'client'
      case T.finished:
        return this.isTls13 === true ? this.#finished13() : this.#finished12()
      case T.keyUpdate:
        return undefined
      case T.encryptedExtensions:
        // Nothing before TLS 1.3 has it, so its ServerHello is lost.
        this.isTls13 ??= true
        return 'server'
      case T.serverHelloDone:
        this.#serverDone = this.#fullHandshake = true
        return 'server'
      case T.serverKeyExchange:
        this.#fullHandshake = true
        return 'server'
      default:
        return 'server'
    }
  }

  #certificate(): Side {
    this.#fullHandshake = true
    const fromClient =
      this.isTls13 === true ? this.serverFinished : this.#serverDone || this.#clientTurn || this.#serverCertificate
    if (!fromClient) this.#serverCertificate = true
    return fromClient ? 'client' : 'server'
  }

  #finished13(): Side {
    if (!this.serverFinished) {
      this.serverFinished = true
      return 'server'
    }
    this.clientFinished = true
    return 'client'
  }

  /** Full handshake: the client's is first. Resumed: the server's. A ticket stands right before the server's (RFC 5077 §3.3). */
  #finished12(): Side {
    const second = this.clientFinished ? 'server' : this.serverFinished ? 'client' : undefined
    const first = this.#previous === T.newSessionTicket || !this.#fullHandshake ? 'server' : 'client'
    const sender = second ?? first
    if (sender === 'client') this.clientFinished = true
    else this.serverFinished = true
    return sender
  }
}
