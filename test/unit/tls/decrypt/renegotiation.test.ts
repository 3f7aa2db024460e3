import { createCipheriv } from 'node:crypto'
import { expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { TlsConnection } from '../../../../main/tls/connection.ts'
import { prf } from '../../../../main/tls/decrypt/derive.ts'
import { KeyRing } from '../../../../main/tls/decrypt/key-ring.ts'
import type { Side } from '../../../../main/tls/message.ts'
import { shortForm } from '../../../support/keyed-capture.ts'
import { clientHello, emptyLeg, filled, handshake, record, serverHello, vector } from '../../../support/tls-bytes.ts'

const HANDSHAKE = 22
const CHANGE_CIPHER_SPEC = 20
const ECDHE_AES_128_GCM = 0xc02f

/** Seals records of TLS 1.2 with AES-128-GCM (RFC 5288 §3). */
class Sealer {
  readonly #key: Uint8Array
  readonly #salt: Uint8Array
  #sequence = 0

  constructor(side: Side, master: Uint8Array, clientRandom: Uint8Array, serverRandom: Uint8Array) {
    const seed = Uint8Array.from([...serverRandom, ...clientRandom])
    const block = prf(nodeCrypto, 0x0303, 'sha256', master, 'key expansion', seed, 40)
    this.#key = side === 'client' ? block.subarray(0, 16) : block.subarray(16, 32)
    this.#salt = side === 'client' ? block.subarray(32, 36) : block.subarray(36, 40)
  }

  seal(type: number, content: readonly number[]): Uint8Array {
    const explicit = [9, 9, 9, 9, 9, 9, 9, this.#sequence]
    const additional = [0, 0, 0, 0, 0, 0, 0, this.#sequence++, type, 3, 3, content.length >>> 8, content.length & 0xff]
    const cipher = createCipheriv('aes-128-gcm', this.#key, Uint8Array.from([...this.#salt, ...explicit]))
    cipher.setAAD(Uint8Array.from(additional))
    const sealed = Buffer.concat([cipher.update(Uint8Array.from(content)), cipher.final(), cipher.getAuthTag()])
    return Uint8Array.from(record(type, [...explicit, ...sealed]))
  }
}

it('follows a second handshake under the keys of the first, to keys of its own', () => {
  const hellos = [1, 2].map((seed) => ({
    client: clientHello({ random: filled(32, seed) }),
    server: serverHello({ suite: ECDHE_AES_128_GCM, random: filled(32, seed + 10) }),
    master: new Uint8Array(48).fill(seed),
  }))
  const [first, second] = hellos
  if (!first || !second) throw new Error('two hellos')
  const ring = new KeyRing()
  const sealersOf = ({ client, server, master }: typeof first): Record<Side, Sealer> => {
    const randoms = [Uint8Array.from(client.slice(6, 38)), Uint8Array.from(server.slice(6, 38))] as const
    ring.add('CLIENT_RANDOM', randoms[0], master)
    return {
      client: new Sealer('client', master, ...randoms),
      server: new Sealer('server', master, ...randoms),
    }
  }
  const keys = sealersOf(first)
  const newKeys = sealersOf(second)

  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined, { ring, crypto: nodeCrypto })
  const say = (side: Side, bytes: ArrayLike<number>): void => {
    const array = Uint8Array.from(bytes)
    connection.push(side, array, 0, array.length, 1, 5, 0, 0)
  }
  const finished = handshake(20, filled(12))
  say('client', record(HANDSHAKE, first.client))
  say('server', record(HANDSHAKE, [...first.server, ...handshake(14, [])]))
  say('client', record(HANDSHAKE, handshake(16, vector(1, 4))))
  for (const side of ['client', 'server'] as const) {
    say(side, record(CHANGE_CIPHER_SPEC, [1]))
    say(side, keys[side].seal(HANDSHAKE, finished))
  }
  say('server', keys.server.seal(HANDSHAKE, handshake(0, [])))
  say('client', keys.client.seal(HANDSHAKE, second.client))
  say('server', keys.server.seal(HANDSHAKE, [...second.server, ...handshake(14, [])]))
  say('client', keys.client.seal(HANDSHAKE, handshake(16, vector(1, 4))))
  for (const side of ['client', 'server'] as const) {
    say(side, keys[side].seal(CHANGE_CIPHER_SPEC, [1]))
    say(side, newKeys[side].seal(HANDSHAKE, finished))
  }
  say('client', newKeys.client.seal(21, [1, 0]))
  connection.end()
  expect(leg.messages.slice(8).map(shortForm).join(' ')).toBe('<0+ >1+ <2+ <14+ >16+ >ccs+ >20+ <ccs+ <20+ >1/0+')
  // verify_data was made up, which is told, and nothing else.
  expect(new Set(leg.events.map(({ kind }) => kind))).toEqual(new Set(['finished_does_not_verify']))
})
