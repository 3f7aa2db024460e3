import { createCipheriv } from 'node:crypto'
import { expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { TlsConnection } from '../../../../main/tls/connection.ts'
import { hkdfExpandLabel } from '../../../../main/tls/decrypt/derive.ts'
import { KeyRing } from '../../../../main/tls/decrypt/key-ring.ts'
import { CHECKED_DATA_RECORDS, SHORT_RECORD } from '../../../../main/tls/decrypt/record-policy.ts'
import type { Leg } from '../../../../main/tls/leg.ts'
import type { Side } from '../../../../main/tls/message.ts'
import { shortForm } from '../../../support/keyed-capture.ts'
import {
  clientHello,
  emptyLeg,
  filled,
  handshake,
  record,
  SELECTED_VERSION_13,
  serverHello,
  SUPPORTED_VERSIONS_13,
  vector,
} from '../../../support/tls-bytes.ts'

const HANDSHAKE = 22
const DATA = 23
const ALERT = 21

const secretOf = (seed: number): Uint8Array => new Uint8Array(32).fill(seed)
const SECRETS = { client: [secretOf(1), secretOf(2)], server: [secretOf(3), secretOf(4)] } as const
const next = (secret: Uint8Array): Uint8Array => hkdfExpandLabel(nodeCrypto, 'sha256', secret, 'traffic upd', 32)

/** One side of a TLS 1.3 connection after its hello: seals as RFC 8446 §5.2 says. */
class Sealer {
  #secret: Uint8Array
  #sequence = 0

  constructor(secret: Uint8Array) {
    this.#secret = secret
  }

  use(secret: Uint8Array): void {
    this.#secret = secret
    this.#sequence = 0
  }

  update(): void {
    this.use(next(this.#secret))
  }

  seal(type: number, content: readonly number[], padding = 0): Uint8Array {
    const key = hkdfExpandLabel(nodeCrypto, 'sha256', this.#secret, 'key', 16)
    const nonce = Uint8Array.from(hkdfExpandLabel(nodeCrypto, 'sha256', this.#secret, 'iv', 12))
    nonce[11] = (nonce[11] ?? 0) ^ this.#sequence++
    const plain = Uint8Array.from([...content, type, ...new Array<number>(padding).fill(0)])
    const length = plain.length + 16
    const header = Uint8Array.of(DATA, 3, 3, length >>> 8, length & 0xff)
    const cipher = createCipheriv('aes-128-gcm', key, nonce)
    cipher.setAAD(header)
    return Uint8Array.from(Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
  }
}

/** A handshake up to both Finished messages, whose verify_data is none: what is told of that is looked at elsewhere. */
function talk(
  rest: (
    say: (side: Side, bytes: Uint8Array) => void,
    sealers: Record<Side, Sealer>,
    leave: (side: Side) => void,
  ) => void,
): Leg {
  const ring = new KeyRing()
  const hello = clientHello({ extensions: [SUPPORTED_VERSIONS_13] })
  const random = Uint8Array.from(hello.slice(6, 38))
  ring.add('CLIENT_HANDSHAKE_TRAFFIC_SECRET', random, SECRETS.client[0])
  ring.add('SERVER_HANDSHAKE_TRAFFIC_SECRET', random, SECRETS.server[0])
  ring.add('CLIENT_TRAFFIC_SECRET_0', random, SECRETS.client[1])
  ring.add('SERVER_TRAFFIC_SECRET_0', random, SECRETS.server[1])
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined, { ring, crypto: nodeCrypto })
  const say = (side: Side, bytes: Uint8Array): void => connection.push(side, bytes, 0, bytes.length, 1, 5, 0, 0)
  const sealers = { client: new Sealer(SECRETS.client[0]), server: new Sealer(SECRETS.server[0]) }
  say('client', Uint8Array.from(record(HANDSHAKE, hello)))
  say('server', Uint8Array.from(record(HANDSHAKE, serverHello({ suite: 0x1301, extensions: [SELECTED_VERSION_13] }))))
  say('server', sealers.server.seal(HANDSHAKE, [...handshake(8, vector(2)), ...handshake(20, filled(32))]))
  say('client', sealers.client.seal(HANDSHAKE, handshake(20, filled(32))))
  sealers.server.use(SECRETS.server[1])
  sealers.client.use(SECRETS.client[1])
  rest(say, sealers, (side) => connection.gap(side, 1_000, 1, 5, 0))
  connection.end()
  return leg
}

const later = (leg: Leg): string => leg.messages.slice(5).map(shortForm).join(' ')
const countedData = (leg: Leg, side: Side): number =>
  leg.events.filter(({ kind, from }) => kind === 'application_data' && from === side).length

it('follows key updates of either side, one after the other', () => {
  const leg = talk((say, { client, server }) => {
    say('server', server.seal(HANDSHAKE, handshake(4, filled(100)), 30))
    for (let update = 0; update < 3; update++) {
      say('client', client.seal(HANDSHAKE, handshake(24, [1])))
      client.update()
      say('client', client.seal(DATA, filled(40)))
    }
    say('server', server.seal(HANDSHAKE, handshake(24, [0])))
    server.update()
    say('server', server.seal(ALERT, [1, 0]))
    say('client', client.seal(ALERT, [1, 0]))
  })
  expect(later(leg)).toBe('<4+ >24+ >24+ >24+ <24+ <1/0+ >1/0+')
  expect(countedData(leg, 'client')).toBe(3)
  expect(leg.events.some(({ kind }) => kind === 'bad_record_mac')).toBe(false)
})

it('opens what is short after any amount of data, and takes the rest for data', () => {
  const leg = talk((say, { server }) => {
    for (let count = 0; count < CHECKED_DATA_RECORDS + 40; count++)
      say('server', server.seal(DATA, filled(SHORT_RECORD)))
    say('server', server.seal(HANDSHAKE, handshake(24, [0])))
    server.update()
    say('server', server.seal(ALERT, [2, 80]))
  })
  expect(later(leg)).toBe('<24+ <2/80+')
})

it('finds its place again after records that are missing, beyond a key update too', () => {
  const leg = talk((say, { client }, leave) => {
    for (let missing = 0; missing < 20; missing++) client.seal(DATA, filled(40))
    leave('client')
    say('client', client.seal(HANDSHAKE, handshake(24, [0])))
    client.update()
    client.seal(HANDSHAKE, handshake(24, [0]))
    client.update()
    client.seal(DATA, filled(3))
    leave('client')
    say('client', client.seal(ALERT, [1, 0]))
  })
  expect(later(leg)).toContain('>24+')
  expect(leg.messages.at(-1)).toMatchObject({ content: 'alert', type: 0, visibility: 'decrypted' })
})

it('tells a record that does not authenticate and goes on with the next', () => {
  const leg = talk((say, { client }) => {
    const record = client.seal(DATA, filled(40))
    say('client', record.with(20, (record[20] ?? 0) ^ 1))
    say('client', client.seal(ALERT, [1, 0]))
  })
  expect(leg.events.filter(({ kind }) => kind === 'bad_record_mac')).toMatchObject([{ from: 'client', length: 57 }])
  expect(later(leg)).toBe('>1/0+')
})
