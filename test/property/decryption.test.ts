import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyRing } from '../../main/tls/decrypt/key-ring.ts'
import { nodeCrypto } from '../../main/ingest/node-crypto.ts'
import { TlsConnection } from '../../main/tls/connection.ts'
import type { Leg } from '../../main/tls/leg.ts'
import type { Side } from '../../main/tls/message.ts'
import { captureFixture } from '../support/fixture-files.ts'
import { readKeyed, ringWith, shortForm } from '../support/keyed-capture.ts'
import { emptyLeg } from '../support/tls-bytes.ts'

const NAMES = [
  'recorded-tls10-seclevel0.pcap',
  'recorded-tls12-client-cert.pcap',
  'recorded-tls12-ecdsa-alpn.pcap',
  'recorded-tls13-client-cert.pcap',
  'recorded-tls13-psk-0rtt.pcap',
]

interface Turn {
  readonly side: Side
  readonly bytes: Uint8Array
}

/** The bytes of a recording's last connection, turn by turn, without TCP. */
function turnsOf(name: string): Turn[] {
  const turns: Turn[] = []
  const bytes = Uint8Array.from(readFileSync(captureFixture(name)))
  readKeyed(bytes, new KeyRing(), undefined, () => {
    turns.length = 0
    return {
      push: (side, piece, start, end) => void turns.push({ side, bytes: piece.slice(start, end) }),
      gap() {},
      end() {},
    }
  })
  return turns
}

const recordings = NAMES.map((name) => {
  const keys = Uint8Array.from(readFileSync(captureFixture(`${name}.keys`)))
  return { turns: turnsOf(name), keys }
})
const recording = fc.constantFrom(...recordings)

function run(turns: readonly Turn[], ring: KeyRing, pieceSize = Infinity): Leg {
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined, { ring, crypto: nodeCrypto })
  for (const { side, bytes } of turns) {
    for (let at = 0; at < bytes.length; at += pieceSize) {
      const end = Math.min(bytes.length, at + pieceSize)
      connection.push(side, bytes, at, end, 1, 5, 0, at)
    }
  }
  connection.end()
  return leg
}

const told = (leg: Leg): string[] => leg.messages.map(shortForm)
const counted = (leg: Leg, kind: string): number => leg.events.filter((event) => event.kind === kind).length

describe('a connection with keys', () => {
  test('says the same in pieces of any size', () => {
    fc.assert(
      fc.property(recording, fc.integer({ min: 1, max: 700 }), ({ turns, keys }, size) => {
        expect(told(run(turns, ringWith(keys), size))).toEqual(told(run(turns, ringWith(keys))))
      }),
    )
  })

  test('takes any change of any byte, and never shows a changed record as decrypted', () => {
    fc.assert(
      fc.property(
        recording,
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        ({ turns, keys }, which, where, mask) => {
          const whole = run(turns, ringWith(keys))
          const changed = turns.map((turn, index) =>
            index === which % turns.length
              ? {
                  ...turn,
                  bytes: turn.bytes.map((byte, at) => (at === where % turn.bytes.length ? byte ^ mask : byte)),
                }
              : turn,
          )
          const leg = run(changed, ringWith(keys))
          const decrypted = new Set(whole.messages.map(({ bytes }) => Buffer.from(bytes).toString('hex')))
          for (const { visibility, bytes } of leg.messages) {
            if (visibility === 'decrypted') expect(decrypted).toContain(Buffer.from(bytes).toString('hex'))
          }
        },
      ),
      {
        examples: [
          // A change in the last block of a data record of TLS 1.0 under encrypt_then_mac is in the IV of the record behind it.
          [recordings[0] as (typeof recordings)[number], 4, 62, 1],
          // Behind a ClientHello that says to be shorter a message begins in clear, which no record under keys goes on with.
          [recordings[3] as (typeof recordings)[number], 0, 8, 16],
          // The same of an alert: half of one stands there where ChangeCipherSpec was.
          [recordings[4] as (typeof recordings)[number], 0, 1_412_357_376, 1],
        ],
      },
    )
  })

  test('takes a recording that is cut anywhere or lacks a piece', () => {
    fc.assert(
      fc.property(recording, fc.nat(), fc.nat(), fc.nat(), ({ turns, keys }, which, from, length) => {
        const cut = turns.flatMap((turn, index) => {
          if (index !== which % turns.length) return [turn]
          const start = from % (turn.bytes.length + 1)
          const rest = turn.bytes.subarray(start + (length % (turn.bytes.length - start + 1)))
          return [
            { ...turn, bytes: turn.bytes.subarray(0, start) },
            { ...turn, bytes: rest },
          ]
        })
        expect(counted(run(cut, ringWith(keys)), 'finished_does_not_verify')).toBeLessThan(3)
      }),
    )
  })

  test('takes any secrets under its name', () => {
    const secret = fc.uint8Array({ minLength: 1, maxLength: 128 })
    const label = fc.constantFrom(
      'CLIENT_RANDOM',
      'CLIENT_EARLY_TRAFFIC_SECRET',
      'CLIENT_HANDSHAKE_TRAFFIC_SECRET',
      'SERVER_HANDSHAKE_TRAFFIC_SECRET',
      'CLIENT_TRAFFIC_SECRET_0',
      'SERVER_TRAFFIC_SECRET_0',
    )
    fc.assert(
      fc.property(recording, fc.array(fc.tuple(label, secret), { maxLength: 6 }), ({ turns }, lines) => {
        const without = run(turns, new KeyRing())
        const random = without.messages[0]?.bytes.subarray(6, 38) ?? expect.fail()
        const ring = new KeyRing()
        for (const [name, value] of lines) ring.add(name, random, value)
        expect(told(run(turns, ring))).toEqual(told(without))
      }),
    )
  })
})
