/** Handshakes of the library that Node brings, under every suite that it has: whoever made the keys, they open. */
import { constants, privateDecrypt } from 'node:crypto'
import * as tls from 'node:tls'
import { describe, expect, it } from 'vitest'
import { nodeCrypto } from '../../../../main/ingest/node-crypto.ts'
import { cipherSuite } from '../../../../main/reference/cipher-suite.ts'
import { TlsConnection } from '../../../../main/tls/connection.ts'
import { KeyRing } from '../../../../main/tls/decrypt/key-ring.ts'
import type { Leg } from '../../../../main/tls/leg.ts'
import { latin } from '../../../support/bytes.ts'
import { ringWith, shortForm } from '../../../support/keyed-capture.ts'
import { type LiveHandshake, liveHandshake, type LiveOptions } from '../../../support/live-handshake.ts'
import { selfSigned } from '../../../support/self-signed.ts'
import { emptyLeg } from '../../../support/tls-bytes.ts'

/** SSL_OP_NO_EXTENDED_MASTER_SECRET and SSL_OP_NO_ENCRYPT_THEN_MAC (openssl/ssl.h), which Node has no names for. */
const NO_EXTENDED_MASTER_SECRET = 1
const NO_ENCRYPT_THEN_MAC = 1 << 19

const ticketKeys = Buffer.alloc(48, 7)
const PSK = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex')
const rsa = selfSigned('rsa')
const ec = selfSigned('ec')
const pem = (one: typeof rsa) => ({ key: one.key.export({ type: 'pkcs8', format: 'pem' }), cert: one.certificate })

type Version = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

function options(cipher: string, version: Version, secureOptions = 0, session?: Buffer): LiveOptions {
  const both = {
    ciphers: version === 'TLSv1.3' ? cipher : `${cipher}:@SECLEVEL=0`,
    minVersion: version,
    maxVersion: version,
    secureOptions,
  }
  const isPsk = cipher.includes('PSK')
  return {
    server: {
      ...both,
      ...(cipher.includes('ECDSA') ? pem(ec) : cipher.includes('ADH') || isPsk ? {} : pem(rsa)),
      dhparam: 'auto',
      ...(isPsk && { pskCallback: () => PSK }),
    },
    client: { ...both, session, ...(isPsk && { pskCallback: () => ({ psk: PSK, identity: 'test' }) }) },
  }
}

function read({ turns }: Pick<LiveHandshake, 'turns'>, ring: KeyRing): Leg {
  const leg = emptyLeg()
  const connection = new TlsConnection(leg, () => undefined, { ring, crypto: nodeCrypto })
  for (const { side, bytes } of turns) connection.push(side, bytes, 0, bytes.length, 1, 5, 0, 0)
  connection.end()
  return leg
}

/** Nothing stays encrypted, both Finished are read and fit, and both sides say goodbye. */
function expectOpened(leg: Leg): void {
  const forms = leg.messages.map(shortForm)
  expect(forms.filter((form) => form.endsWith('?'))).toEqual([])
  for (const form of ['>20+', '<20+', '>1/0+']) expect(forms).toContain(form)
  const wrong = ['bad_record_mac', 'keys_do_not_fit', 'finished_does_not_verify', 'not_tls']
  expect(leg.events.filter(({ kind }) => wrong.includes(kind))).toEqual([])
}

/** The line of a key log with the secret that the master secret is made of, by the client's random or by the secret's encryption. */
function premasterLine({ turns }: LiveHandshake, kind: 'RSA' | 'PMS_CLIENT_RANDOM'): string {
  const { messages } = read({ turns }, new KeyRing())
  const random = Buffer.from(messages[0]?.bytes.subarray(6, 38) ?? []).toString('hex')
  const exchange = messages.find((message) => message.type === 16)?.bytes.subarray(6) ?? expect.fail()
  const premaster = privateDecrypt({ key: rsa.key, padding: constants.RSA_PKCS1_PADDING }, exchange).toString('hex')
  const name = kind === 'RSA' ? Buffer.from(exchange.subarray(0, 8)).toString('hex') : random
  return `${kind} ${name} ${premaster}\n`
}

const suites = Array.from({ length: 0x10000 }, (_, code) => cipherSuite(code)).flatMap((suite) => {
  const name = suite?.opensslName
  if (name === undefined || suite?.encryption === 'NULL' || suite?.versions?.includes('TLS 1.3')) return []
  if (suite?.authentication === 'DSS' || /RSA-PSK|SRP|KRB5|GOST|DSS/.test(name)) return []
  try {
    tls.createSecureContext({ ciphers: `${name}:@SECLEVEL=0`, maxVersion: 'TLSv1.2' })
    return [{ ...suite, name }]
  } catch {
    return []
  }
})

describe('suites of TLS 1.2 and earlier', () => {
  it('are many', () => {
    expect(suites.length).toBeGreaterThan(40)
  })

  it.each(suites.map(({ name, aead }, index) => [name, aead === true, index] as const))(
    '%s',
    async (name, isAead, index) => {
      const secureOptions = (index % 2) * NO_EXTENDED_MASTER_SECRET + (index % 3 === 0 ? NO_ENCRYPT_THEN_MAC : 0)
      const before = !isAead && /SHA$|MD5$/.test(name) ? (['TLSv1', 'TLSv1.1'] as const) : []
      for (const version of ['TLSv1.2', ...before] as const) {
        const live = await liveHandshake(options(name, version, secureOptions))
        expect(live).toMatchObject({ protocol: version, cipher: name })
        // OpenSSL writes the premaster secret of an RSA key exchange as well.
        expectOpened(read(live, ringWith(latin(live.keyLog.replaceAll(/^RSA .*\n/gm, '')))))
      }
    },
  )
})

describe('the secret that the master secret is made of', () => {
  it.each([
    ['RSA', 'TLSv1.2', 'AES128-GCM-SHA256', 0],
    ['RSA', 'TLSv1.2', 'AES256-GCM-SHA384', NO_EXTENDED_MASTER_SECRET],
    ['RSA', 'TLSv1', 'AES128-SHA', 0],
    ['RSA', 'TLSv1.1', 'AES128-SHA', NO_EXTENDED_MASTER_SECRET],
    ['PMS_CLIENT_RANDOM', 'TLSv1.2', 'AES256-GCM-SHA384', 0],
    ['PMS_CLIENT_RANDOM', 'TLSv1.2', 'AES256-GCM-SHA384', NO_EXTENDED_MASTER_SECRET],
    ['PMS_CLIENT_RANDOM', 'TLSv1', 'AES128-SHA', 0],
  ] as const)('%s, %s, %s, options %i', async (kind, version, cipher, secureOptions) => {
    const live = await liveHandshake(options(cipher, version, secureOptions))
    const line = premasterLine(live, kind)
    expectOpened(read(live, ringWith(latin(line))))
    // Another connection's says nothing of this one.
    const other = ringWith(latin(line.replace(/ [0-9a-f]{2}/, (two) => (two === ' 00' ? ' 01' : ' 00'))))
    expect(read(live, other).messages.map(shortForm)).toContain('>handshake?')
    expect(read(live, other).events.some(({ kind }) => kind === 'keys_do_not_fit')).toBe(false)
  })

  it('goes through a PSK, and does without what the key exchange said where the hellos do not mix it in', async () => {
    const premaster = `0010${'00'.repeat(16)}0010${PSK.toString('hex')}`
    for (const secureOptions of [0, NO_EXTENDED_MASTER_SECRET]) {
      const live = await liveHandshake(options('PSK-AES128-CBC-SHA', 'TLSv1.2', secureOptions))
      const random = /^CLIENT_RANDOM (\w+)/m.exec(live.keyLog)?.[1] ?? expect.fail()
      expectOpened(read(live, ringWith(latin(`PMS_CLIENT_RANDOM ${random} ${premaster}\n`))))
    }
  })

  it('opens what resumes the session, too: by its id and by its ticket', async () => {
    for (const [version, secureOptions] of [
      ['TLSv1.2', constants.SSL_OP_NO_TICKET],
      ['TLSv1.2', 0],
      ['TLSv1.1', 0],
    ] as const) {
      const { server, client } = options('AES128-SHA', version, secureOptions)
      const sessions = new Map<string, Buffer>()
      const first = await liveHandshake({ server: { ...server, ticketKeys }, client, sessions })
      const again = { server: { ...server, ticketKeys }, client: { ...client, session: first.session }, sessions }
      const second = await liveHandshake(again)
      const ring = ringWith(latin(premasterLine(first, 'RSA')))
      expectOpened(read(first, ring))
      const leg = read(second, ring)
      expectOpened(leg)
      expect(leg.messages.some((message) => message.type === 16)).toBe(false)
      // Without the first, nobody knows.
      const alone = read(second, ringWith(latin(premasterLine(first, 'RSA'))))
      expect(alone.messages.map(shortForm)).toContain('>handshake?')
    }
  })

  it('may be the master secret by the session id', async () => {
    const sessions = new Map<string, Buffer>()
    const live = await liveHandshake({ ...options('AES128-SHA', 'TLSv1.2', constants.SSL_OP_NO_TICKET), sessions })
    const { messages } = read(live, new KeyRing())
    const id = Buffer.from(messages.find(({ type }) => type === 2)?.bytes.subarray(39, 71) ?? []).toString('hex')
    const master = /^CLIENT_RANDOM \w+ (\w+)/m.exec(live.keyLog)?.[1]
    expectOpened(read(live, ringWith(latin(`RSA Session-ID:${id} Master-Key:${master}\n`))))
  })
})

describe('TLS 1.3', () => {
  it.each([
    'TLS_AES_128_GCM_SHA256',
    'TLS_AES_256_GCM_SHA384',
    'TLS_CHACHA20_POLY1305_SHA256',
    'TLS_AES_128_CCM_SHA256',
  ])('%s', async (cipher) => {
    const live = await liveHandshake(options(cipher, 'TLSv1.3'))
    expect(live.protocol).toBe('TLSv1.3')
    expectOpened(read(live, ringWith(latin(live.keyLog))))
  })

  it('after a HelloRetryRequest', async () => {
    const { server, client } = options('TLS_AES_256_GCM_SHA384', 'TLSv1.3')
    const live = await liveHandshake({
      server: { ...server, ecdhCurve: 'P-384' },
      client: { ...client, ecdhCurve: 'X25519:P-384' },
    })
    const leg = read(live, ringWith(latin(live.keyLog)))
    expectOpened(leg)
    expect(leg.messages.map(shortForm).filter((form) => /^[<>][12]$/.test(form))).toEqual(['>1', '<2', '>1', '<2'])
  })
})

describe('either version', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('with a certificate of the client, %s', async (version) => {
    const { server, client } = options(
      version === 'TLSv1.3' ? 'TLS_AES_128_GCM_SHA256' : 'ECDHE-RSA-AES128-GCM-SHA256',
      version,
    )
    const live = await liveHandshake({
      server: { ...server, requestCert: true, rejectUnauthorized: false },
      client: { ...client, ...pem(ec) },
    })
    const leg = read(live, ringWith(latin(live.keyLog)))
    expectOpened(leg)
    const suffix = version === 'TLSv1.3' ? '+' : ''
    for (const form of ['<13', '>11', '>15']) expect(leg.messages.map(shortForm)).toContain(form + suffix)
  })

  it('in a second handshake under the keys of the first', async () => {
    const live = await liveHandshake({
      ...options('ECDHE-RSA-AES128-SHA', 'TLSv1.2'),
      then: (client) =>
        new Promise((done, failed) => {
          client.renegotiate({}, (error) => (error ? failed(error) : done()))
          client.resume()
        }),
    })
    const leg = read(live, ringWith(latin(live.keyLog)))
    expectOpened(leg)
    expect(leg.messages.map(shortForm).filter((form) => form === '>20+')).toHaveLength(2)
    expect(leg.messages.map(shortForm)).toContain('>1+')
  })
})
