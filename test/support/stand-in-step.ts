import { alert, certificateMessage, clientHello, plainMessage, serverHello } from './stand-in-message.ts'
import { SUITES, GROUPS, CLIENT_12, CLIENT_13 } from './stand-in-negotiation.ts'
import type { Step, Plan } from './stand-in-connection.ts'

const BASE = 1_779_808_792_218_904_000n

export const tcp = (startNs: bigint): Plan['events'] & object => [
  { kind: 'syn', timeNs: startNs - 900_000n, from: 'client', afterMessage: 0, length: 0, text: null },
  { kind: 'syn_ack', timeNs: startNs - 450_000n, from: 'server', afterMessage: 0, length: 0, text: null },
]

export const hello12 = (seed: number, serverName: string | null = 'tn3270.corp'): Step => ({
  afterUs: 0,
  from: 'client',
  type: 1,
  name: 'client_hello',
  summary: `offers TLS 1.2, 9 suites${serverName ? `, ${serverName}` : ''}`,
  draft: clientHello({ version: 0x0303, suites: CLIENT_12, serverName, groups: GROUPS, seed }),
})
export const hello13 = (seed: number): Step => ({
  afterUs: 0,
  from: 'client',
  type: 1,
  name: 'client_hello',
  summary: 'offers TLS 1.3 and 1.2, 4 suites, tn3270.corp',
  draft: clientHello({
    version: 0x0303,
    suites: CLIENT_13,
    serverName: 'tn3270.corp',
    groups: GROUPS,
    supportedVersions: [
      [0x0304, 'TLS 1.3'],
      [0x0303, 'TLS 1.2'],
    ],
    seed,
  }),
})
export const fatal = (from: 'client' | 'server', afterUs: number, code: number, name: string): Step => ({
  afterUs,
  from,
  content: 'alert',
  type: code,
  name,
  level: 2,
  length: 2,
  draft: alert(2, code, name),
})
export const closing = (from: 'client' | 'server', afterUs: number): Step => ({
  afterUs,
  from,
  content: 'alert',
  type: 0,
  name: 'close_notify',
  level: 1,
  length: 2,
  draft: alert(1, 0, 'close_notify'),
})
const ccs = (from: 'client' | 'server', afterUs: number): Step => ({
  afterUs,
  from,
  content: 'change_cipher_spec',
  type: 1,
  name: 'change_cipher_spec',
  length: 1,
})
export const server12 = (sizes: readonly number[]): Step[] => [
  {
    afterUs: 2_100,
    from: 'server',
    type: 2,
    name: 'server_hello',
    summary: 'TLS 1.2, C02F',
    draft: serverHello(0x0303, SUITES.ecdheRsaGcm128, 9),
  },
  {
    afterUs: 20,
    from: 'server',
    type: 11,
    name: 'certificate',
    summary: `${sizes.length} certificates, CN=tn3270.corp`,
    draft: certificateMessage(sizes),
  },
  {
    afterUs: 30,
    from: 'server',
    type: 12,
    name: 'server_key_exchange',
    summary: 'ECDHE, secp256r1, rsa_pss_rsae_sha256',
    draft: plainMessage(12, 'server_key_exchange', 329),
  },
  { afterUs: 10, from: 'server', type: 14, name: 'server_hello_done', draft: plainMessage(14, 'server_hello_done', 0) },
]
export const client12: readonly Step[] = [
  {
    afterUs: 4_200,
    from: 'client',
    type: 16,
    name: 'client_key_exchange',
    summary: 'ECDHE',
    draft: plainMessage(16, 'client_key_exchange', 66),
  },
  ccs('client', 10),
  { afterUs: 10, from: 'client', name: 'finished', type: 20, visibility: 'inferred', length: 40 },
  ccs('server', 1_900),
  { afterUs: 10, from: 'server', name: 'finished', type: 20, visibility: 'inferred', length: 40 },
]
export const done12 = {
  version: { code: 771, name: 'TLS 1.2' },
  cipherSuite: { code: 0xc02f, name: SUITES.ecdheRsaGcm128[1] },
  group: { code: 23, name: 'secp256r1' },
}
export const done13 = {
  version: { code: 772, name: 'TLS 1.3' },
  cipherSuite: { code: 0x1301, name: SUITES.aes128[1] },
  group: { code: 23, name: 'secp256r1' },
}
export const at = (seconds: number): bigint => BASE + BigInt(Math.round(seconds * 1_000_000)) * 1000n
