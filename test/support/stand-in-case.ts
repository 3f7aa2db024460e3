import type {
  Certificate,
  ConnectionDetail,
  ConnectionRow,
  EventRow,
  MessageDetail,
  MessageRow,
  Negotiation,
  NegotiationEntry,
  TraceNote,
} from '../../preload/contract/connection.ts'
import {
  alert,
  certificateMessage,
  clientHello,
  plainMessage,
  serverHello,
  type DraftedMessage,
} from './stand-in-message.ts'

/** Suites as [code, name, z/OS spelling, weaknesses]. */
export const SUITES = {
  ecdheRsaGcm128: [0xc02f, 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', 'C02F'],
  ecdheRsaGcm256: [0xc030, 'TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384', 'C030'],
  ecdheRsaCbc128: [0xc013, 'TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA', 'C013'],
  ecdheRsaCbc256: [0xc014, 'TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA', 'C014'],
  dheRsaCbc128: [0x0033, 'TLS_DHE_RSA_WITH_AES_128_CBC_SHA', '0033'],
  dheRsaCbc256: [0x0039, 'TLS_DHE_RSA_WITH_AES_256_CBC_SHA', '0039'],
  rsaGcm256: [0x009d, 'TLS_RSA_WITH_AES_256_GCM_SHA384', '009D'],
  rsaCbc128: [0x002f, 'TLS_RSA_WITH_AES_128_CBC_SHA', '002F'],
  rsa3des: [0x000a, 'TLS_RSA_WITH_3DES_EDE_CBC_SHA', '000A'],
  ecdheEcdsaGcm128: [0xc02b, 'TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'C02B'],
  aes128: [0x1301, 'TLS_AES_128_GCM_SHA256', '1301'],
  aes256: [0x1302, 'TLS_AES_256_GCM_SHA384', '1302'],
  chacha: [0x1303, 'TLS_CHACHA20_POLY1305_SHA256', '1303'],
} as const satisfies Record<string, readonly [number, string, string]>

type Suite = readonly [number, string, string | null]

const GROUPS = [
  [0x0017, 'secp256r1'],
  [0x0018, 'secp384r1'],
  [0x001d, 'x25519'],
] as const
const BASE = 1_779_808_792_218_904_000n
export const CAPTURE = 1
export const TRACE = 2

const CLIENT_12: readonly Suite[] = [
  SUITES.ecdheRsaCbc128,
  SUITES.dheRsaCbc128,
  SUITES.rsaGcm256,
  SUITES.ecdheRsaCbc256,
  SUITES.dheRsaCbc256,
  SUITES.ecdheRsaGcm128,
  SUITES.ecdheRsaGcm256,
  SUITES.rsaCbc128,
  SUITES.rsa3des,
]
const CLIENT_13: readonly Suite[] = [SUITES.aes128, SUITES.aes256, SUITES.chacha, SUITES.ecdheRsaGcm128]

const weakness = (name: string): string[] => {
  const found: string[] = []
  if (name.includes('3DES')) found.push('3DES: 64-bit blocks')
  if (name.startsWith('TLS_RSA_')) found.push('no forward secrecy')
  else if (name.includes('_CBC_')) found.push('CBC with MAC-then-encrypt')
  return found
}

function suiteEntries(
  offer: readonly Suite[],
  chosen: number | undefined,
  accepted: readonly number[] | undefined,
  extra: readonly Suite[] = [],
): NegotiationEntry[] {
  return [...offer, ...extra].map(([code, name, zos]) => ({
    code,
    name,
    zos,
    offered: offer.some((s) => s[0] === code),
    accepted: accepted ? accepted.includes(code) : null,
    chosen: code === chosen,
    reason: accepted && !accepted.includes(code) ? 'needs an RSA certificate' : null,
    weak: weakness(name),
  }))
}

const entry = (
  code: number,
  name: string,
  chosen: boolean,
  accepted: boolean | null,
  zos: string | null = null,
): NegotiationEntry => ({
  code,
  name,
  zos,
  offered: true,
  accepted,
  chosen,
  reason: null,
  weak: name === 'TLS 1.0' || name === 'TLS 1.1' ? ['deprecated by RFC 8996'] : [],
})

function negotiation(tls13: boolean, suites: NegotiationEntry[], finished: boolean): Negotiation {
  return {
    versions: tls13
      ? [entry(772, 'TLS 1.3', finished, finished ? true : null), entry(771, 'TLS 1.2', false, null)]
      : [
          entry(771, 'TLS 1.2', finished, finished ? true : null),
          entry(770, 'TLS 1.1', false, null),
          entry(769, 'TLS 1.0', false, null),
        ],
    cipherSuites: suites,
    groups: GROUPS.map(([code, name], i) =>
      entry(code, name, finished && i === 0, finished && i === 0 ? true : null, String(code).padStart(4, '0')),
    ),
    signatureAlgorithms: [
      entry(0x0403, 'ecdsa_secp256r1_sha256', false, null),
      entry(0x0804, 'rsa_pss_rsae_sha256', finished, finished ? true : null),
      entry(0x0401, 'rsa_pkcs1_sha256', false, null),
    ],
    applicationProtocols: [],
  }
}

const leaf: Certificate = {
  from: 'server',
  position: 0,
  sha256: '5f1de82a9b7c4e0331d2aa78e6f09c1b44d7c3e8f2b0a95d6c7e81f3a2b4c5d6',
  subject: 'CN=tn3270.corp, OU=Mainframe, O=Example Corp, C=DE',
  issuer: 'CN=Example Corp Issuing CA 2, O=Example Corp, C=DE',
  serial: '4c1f9a02be',
  notBefore: '2026-01-04T00:00:00Z',
  notAfter: '2026-07-05T23:59:59Z',
  keyType: 'RSA',
  keyBits: 2048,
  curve: null,
  signatureAlgorithm: 'sha256WithRSAEncryption',
  subjectAltNames: ['dns:tn3270.corp', 'dns:tn3270.example', 'ip:10.1.1.2'],
  keyUsage: ['digitalSignature', 'keyEncipherment'],
  extendedKeyUsage: ['serverAuth'],
  selfSigned: false,
  unreadable: null,
  fitsName: null,
}
const issuing: Certificate = {
  ...leaf,
  position: 1,
  sha256: 'a7c0134b9f2d47b6c1e5d80f7a63b9e2104c58d6f7a9b3c2e1d0f9a8b7c6d5e4',
  subject: leaf.issuer,
  issuer: 'CN=Example Corp Root CA, O=Example Corp, C=DE',
  serial: '02',
  notBefore: '2020-01-01T00:00:00Z',
  notAfter: '2030-01-01T00:00:00Z',
  keyType: 'EC',
  keyBits: 384,
  curve: 'secp384r1',
  signatureAlgorithm: 'ecdsa-with-SHA384',
  subjectAltNames: [],
  keyUsage: ['keyCertSign', 'cRLSign'],
  extendedKeyUsage: [],
}

interface Step {
  readonly afterUs: number
  readonly from: 'client' | 'server'
  readonly content?: MessageRow['content']
  readonly type?: number | null
  readonly name: string | null
  readonly level?: number
  readonly visibility?: MessageRow['visibility']
  readonly complete?: boolean
  readonly summary?: string
  readonly draft?: DraftedMessage
  readonly length?: number
}

export interface StandInConnection {
  readonly detail: ConnectionDetail
  readonly messages: readonly MessageDetail[]
}

interface Plan {
  readonly id: number
  readonly startNs: bigint
  readonly port: number
  readonly client?: string
  readonly serverName?: string | null
  readonly row: Partial<ConnectionRow>
  readonly steps: readonly Step[]
  readonly events?: readonly Omit<EventRow, 'source' | 'frame' | 'line'>[]
  readonly notes?: readonly (readonly [
    afterMessage: number,
    afterUs: number,
    description: string,
    functionName: string,
    detail: readonly string[],
  ])[]
  readonly negotiation: Negotiation
  readonly certificates?: readonly Certificate[]
}

function build(plan: Plan): StandInConnection {
  let time = plan.startNs
  const messages: MessageDetail[] = plan.steps.map((step, i) => {
    time += BigInt(step.afterUs) * 1000n
    const encrypted = step.visibility === 'encrypted'
    const row: MessageRow = {
      n: i + 1,
      timeNs: time,
      source: CAPTURE,
      frame: 4 + i * 2,
      line: null,
      from: step.from,
      content: step.content ?? 'handshake',
      type: step.type ?? null,
      name: step.name,
      level: step.level ?? null,
      recordVersion: 0x0303,
      length: step.length ?? Math.max(0, (step.draft?.bytes.length ?? 4) - 4),
      visibility: step.visibility ?? 'plain',
      complete: step.complete ?? true,
      summary: step.summary ?? '',
      sightings: [
        {
          source: CAPTURE,
          timeNs: time,
          frame: 4 + i * 2,
          line: null,
          visibility: step.visibility ?? 'plain',
          complete: step.complete ?? true,
        },
      ],
    }
    return {
      row,
      bytes: encrypted ? new Uint8Array() : (step.draft?.bytes ?? new Uint8Array()),
      fields: encrypted ? [] : [...(step.draft?.fields ?? [])],
    }
  })
  const notes: TraceNote[] = (plan.notes ?? []).map(
    ([afterMessage, afterUs, description, functionName, detail], i) => ({
      source: TRACE,
      line: 1180 + i * 7,
      timeNs: plan.startNs + BigInt(afterUs) * 1000n,
      description,
      functionName,
      detail: [...detail],
      afterMessage,
    }),
  )
  const row: ConnectionRow = {
    id: plan.id,
    client: { address: plan.client ?? '10.1.0.2', port: 40_000 + plan.id },
    server: { address: '10.1.1.2', port: plan.port },
    transport: 'tcp',
    startNs: plan.startNs,
    endNs: time,
    serverName: plan.serverName === undefined ? 'tn3270.corp' : plan.serverName,
    alpn: null,
    version: null,
    cipherSuite: null,
    group: null,
    resumption: 'none',
    signature: '',
    outcome: 'failed',
    boundary: 'client_hello',
    alert: null,
    cause: null,
    messageCount: messages.length,
    sources: notes.length ? [CAPTURE, TRACE] : [CAPTURE],
    partial: false,
    ...plan.row,
  }
  return {
    messages,
    detail: {
      row,
      clientRandom: '0c3381e156c3df4693dd621ca6368a75bdf026f3de8f831b78bc4e02917fc011',
      helloRetryRequest: false,
      clientAuthentication: 'none',
      ja3: '6734f37431670b3ab4292b8f60f29984',
      ja3s: 'ec74a5c51106f0419184d0dd08fb05bc',
      ja4: 't12d0903h1_1a2b3c4d5e6f_0a1b2c3d4e5f',
      legs: [
        {
          id: plan.id,
          source: CAPTURE,
          stream: plan.id,
          role: 'wire',
          joinedBy: notes.length ? 'client-random' : null,
          job: null,
          process: null,
          thread: null,
          connectionId: null,
        },
        ...(notes.length
          ? [
              {
                id: 100 + plan.id,
                source: TRACE,
                stream: 0,
                role: 'server' as const,
                joinedBy: 'client-random' as const,
                job: 'TCPIP',
                process: '0201003E',
                thread: '1',
                connectionId: '00000A1F',
              },
            ]
          : []),
      ],
      apart: [],
      messages: messages.map((m) => m.row),
      events: (plan.events ?? []).map((e) => ({ ...e, source: CAPTURE, frame: 1, line: null })),
      traceNotes: notes,
      certificates: [...(plan.certificates ?? [])],
      demands: [],
      negotiation: plan.negotiation,
      findings:
        row.outcome === 'failed'
          ? [
              {
                cause: 'no-common-cipher',
                confidence: 'likely',
                rank: 1,
                detectedBy: 'server',
                title: 'No cipher suite in common',
                explanation: 'None of the suites offered is one that the server takes.',
                returnCodes: [{ system: 'system-ssl', code: 402, name: 'GSK_ERR_NO_CIPHERS' }],
                evidence: [
                  { source: 1, message: 1, frame: 4, line: null, byteRange: [39, 71], text: 'the suites offered' },
                  ...notes.slice(-1).map(({ line }) => ({
                    source: TRACE,
                    message: null,
                    frame: null,
                    line,
                    byteRange: null,
                    text: 'what the host says of it',
                  })),
                ],
                wouldDisprove: 'a suite in both lists',
                fixes: [
                  {
                    where: 'at-tls-policy',
                    title: 'Add cipher suites that the client offers',
                    snippet: 'TTLSCipherParms TNCiphers\n{\n}',
                    caution: 'Takes effect for new connections after F PAGENT,REFRESH.',
                  },
                ],
                collect: [
                  {
                    where: 'at-tls-policy',
                    title: 'The policy that is installed',
                    question: 'which suites are in force',
                    commands: 'pasearch -t',
                    caution: null,
                  },
                ],
              },
            ]
          : [],
      cut: { messages: 0, events: 0, traceNotes: 0 },
    },
  }
}

const tcp = (startNs: bigint): Plan['events'] & object => [
  { kind: 'syn', timeNs: startNs - 900_000n, from: 'client', afterMessage: 0, length: 0, text: null },
  { kind: 'syn_ack', timeNs: startNs - 450_000n, from: 'server', afterMessage: 0, length: 0, text: null },
]

const hello12 = (seed: number, serverName: string | null = 'tn3270.corp'): Step => ({
  afterUs: 0,
  from: 'client',
  type: 1,
  name: 'client_hello',
  summary: `offers TLS 1.2, 9 suites${serverName ? `, ${serverName}` : ''}`,
  draft: clientHello({ version: 0x0303, suites: CLIENT_12, serverName, groups: GROUPS, seed }),
})
const hello13 = (seed: number): Step => ({
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
const fatal = (from: 'client' | 'server', afterUs: number, code: number, name: string): Step => ({
  afterUs,
  from,
  content: 'alert',
  type: code,
  name,
  level: 2,
  length: 2,
  draft: alert(2, code, name),
})
const closing = (from: 'client' | 'server', afterUs: number): Step => ({
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
const server12 = (sizes: readonly number[]): Step[] => [
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
const client12: readonly Step[] = [
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
const done12 = {
  version: { code: 771, name: 'TLS 1.2' },
  cipherSuite: { code: 0xc02f, name: SUITES.ecdheRsaGcm128[1] },
  group: { code: 23, name: 'secp256r1' },
}
const done13 = {
  version: { code: 772, name: 'TLS 1.3' },
  cipherSuite: { code: 0x1301, name: SUITES.aes128[1] },
  group: { code: 23, name: 'secp256r1' },
}
const at = (seconds: number): bigint => BASE + BigInt(Math.round(seconds * 1_000_000)) * 1000n

/** The small case: one connection of each kind that the window must draw. */
export function standInConnections(): StandInConnection[] {
  const long =
    'a-very-long-host-name-that-nobody-would-type-by-hand.but-a-generator-did.department-of-redundancy.mainframe.example.corp'
  return [
    build({
      id: 1,
      startNs: at(-70.3),
      port: 2023,
      row: { ...done12, outcome: 'established', boundary: 'application', signature: 'CsxknKIFifDdLl' },
      events: [
        ...tcp(at(-70.3)),
        ...[800, 14, 2048, 96].map((length, i) => ({
          kind: 'application_data' as const,
          timeNs: at(-70.28) + BigInt(i) * 400_000n,
          from: i % 2 ? ('server' as const) : ('client' as const),
          afterMessage: 10,
          length,
          text: null,
        })),
        { kind: 'fin', timeNs: at(-65), from: 'client', afterMessage: 12, length: 0, text: null },
        { kind: 'fin', timeNs: at(-64.99), from: 'server', afterMessage: 12, length: 0, text: null },
      ],
      steps: [hello12(3), ...server12([1204, 902]), ...client12, closing('client', 4_900_000), closing('server', 400)],
      notes: [
        [1, 300, 'SSL_ENTRY', 'gsk_secure_socket_init', []],
        [1, 420, 'SSL_INFO', 'read_v3_client_hello', ['TLS V1.2 client hello, 9 ciphers']],
        [5, 3_000, 'SSL_INFO', 'send_v3_server_messages', ['flight sent']],
        [10, 8_000, 'SSL_EXIT', 'gsk_secure_socket_init', ['Status 0']],
      ],
      negotiation: negotiation(false, suiteEntries(CLIENT_12, 0xc02f, undefined), true),
      certificates: [leaf, issuing],
    }),
    build({
      id: 2,
      startNs: at(0),
      port: 2023,
      row: {
        outcome: 'failed',
        boundary: 'client_hello',
        signature: 'Cl',
        alert: { from: 'server', level: 2, description: 40, name: 'handshake_failure' },
      },
      events: [
        ...tcp(at(0)),
        { kind: 'fin', timeNs: at(0.008), from: 'server', afterMessage: 2, length: 0, text: null },
      ],
      steps: [hello12(7), fatal('server', 7_900, 40, 'handshake_failure')],
      notes: [
        [1, 2_100, 'SSL_ENTRY', 'gsk_secure_socket_init', ['handle 1F2A8C10']],
        [1, 2_180, 'SSL_INFO', 'read_v3_client_hello', ['client version 0303, 9 cipher suites']],
        [1, 2_200, 'SSL_INFO', 'read_v3_extended_client_hello', ['curve 0030 skipped: TLS 1.3 only']],
        [1, 2_240, 'SSL_INFO', 'gsk_get_cert_info', ["label 'ZZZZ'"]],
        [1, 2_260, 'SSL_INFO', 'select_certificate', ['NIST ECC, 384 bits']],
        [
          1,
          2_400,
          'SSL_ERROR',
          'edit_ciphers',
          ["using server certificate 'ZZZZ': EC P-384", 'no cipher remains of 9'],
        ],
        [2, 8_300, 'SSL_EXIT', 'gsk_secure_socket_init', ['Status 402, GSK_ERR_NO_CIPHERS']],
      ],
      negotiation: negotiation(false, suiteEntries(CLIENT_12, undefined, [0xc02b], [SUITES.ecdheEcdsaGcm128]), false),
    }),
    build({
      id: 3,
      startNs: at(10.9),
      port: 2023,
      client: '10.1.0.7',
      row: {
        ...done12,
        outcome: 'failed',
        boundary: 'server_flight',
        signature: 'CsxknL',
        alert: { from: 'client', level: 2, description: 48, name: 'unknown_ca' },
      },
      events: [
        ...tcp(at(10.9)),
        { kind: 'rst', timeNs: at(10.92), from: 'client', afterMessage: 6, length: 0, text: null },
      ],
      steps: [hello12(11), ...server12([1204]), fatal('client', 3_300, 48, 'unknown_ca')],
      negotiation: negotiation(false, suiteEntries(CLIENT_12, 0xc02f, undefined), true),
      certificates: [leaf],
    }),
    build({
      id: 4,
      startNs: at(49.6),
      port: 992,
      client: '10.1.0.9',
      row: { ...done13, outcome: 'incomplete', boundary: 'server_hello', signature: 'Cs?', partial: true },
      events: [
        ...tcp(at(49.6)),
        { kind: 'gap', timeNs: at(49.62), from: 'server', afterMessage: 2, length: 1460, text: null },
      ],
      steps: [
        hello13(13),
        {
          afterUs: 1_800,
          from: 'server',
          type: 2,
          name: 'server_hello',
          summary: 'TLS 1.3, 1301',
          draft: serverHello(0x0304, SUITES.aes128, 15),
        },
        { afterUs: 40, from: 'server', name: null, visibility: 'encrypted', length: 23, complete: false },
      ],
      negotiation: negotiation(true, suiteEntries(CLIENT_13, 0x1301, undefined), true),
    }),
    build({
      id: 5,
      startNs: at(61.2),
      port: 992,
      client: '10.1.0.9',
      row: { ...done13, outcome: 'established', boundary: 'application', signature: 'CsoxvfFttDd' },
      events: [
        ...tcp(at(61.2)),
        { kind: 'retransmission', timeNs: at(61.21), from: 'client', afterMessage: 1, length: 517, text: null },
        { kind: 'application_data', timeNs: at(61.3), from: 'client', afterMessage: 9, length: 1420, text: null },
        { kind: 'application_data', timeNs: at(61.31), from: 'server', afterMessage: 9, length: 22_810, text: null },
      ],
      steps: [
        hello13(17),
        {
          afterUs: 1_500,
          from: 'server',
          type: 2,
          name: 'server_hello',
          summary: 'TLS 1.3, 1301',
          draft: serverHello(0x0304, SUITES.aes128, 19),
        },
        ...[
          [8, 'encrypted_extensions', 10],
          [11, 'certificate', 2204],
          [15, 'certificate_verify', 260],
          [20, 'finished', 32],
        ].map(([type, name, length]): Step => ({
          afterUs: 15,
          from: 'server',
          type: Number(type),
          name: String(name),
          visibility: 'decrypted',
          draft: plainMessage(Number(type), String(name), Number(length)),
        })),
        {
          afterUs: 900,
          from: 'client',
          type: 20,
          name: 'finished',
          visibility: 'decrypted',
          draft: plainMessage(20, 'finished', 32),
        },
        ...[0, 1].map((): Step => ({
          afterUs: 300,
          from: 'server',
          type: 4,
          name: 'new_session_ticket',
          visibility: 'decrypted',
          summary: '7200 s',
          draft: plainMessage(4, 'new_session_ticket', 186),
        })),
      ],
      negotiation: negotiation(true, suiteEntries(CLIENT_13, 0x1301, undefined), true),
      certificates: [leaf, issuing],
    }),
    build({
      id: 6,
      startNs: at(72),
      port: 992,
      client: '10.1.0.12',
      row: {
        ...done13,
        outcome: 'failed',
        boundary: 'server_flight',
        signature: 'Cs????L',
        alert: { from: 'client', level: null, description: null, name: 'encrypted alert' },
      },
      events: tcp(at(72)),
      steps: [
        hello13(23),
        {
          afterUs: 1_500,
          from: 'server',
          type: 2,
          name: 'server_hello',
          summary: 'TLS 1.3, 1301',
          draft: serverHello(0x0304, SUITES.aes128, 29),
        },
        ...[23, 2221, 281, 53].map((length): Step => ({
          afterUs: 12,
          from: 'server',
          name: null,
          visibility: 'encrypted',
          length,
        })),
        { afterUs: 3_100, from: 'client', content: 'alert', name: null, visibility: 'encrypted', length: 19 },
      ],
      negotiation: negotiation(true, suiteEntries(CLIENT_13, 0x1301, undefined), true),
    }),
    build({
      id: 7,
      startNs: at(90),
      port: 2023,
      client: '2001:db8:0:1::17',
      serverName: long,
      row: { outcome: 'failed', boundary: 'client_hello', signature: 'C' },
      events: [
        ...tcp(at(90)),
        { kind: 'rst', timeNs: at(90.2), from: 'server', afterMessage: 1, length: 0, text: null },
      ],
      steps: [hello12(31, long)],
      negotiation: negotiation(false, suiteEntries(CLIENT_12, undefined, undefined), false),
    }),
    build({
      id: 8,
      startNs: at(120),
      port: 2023,
      serverName: '<script>alert(1)</script>',
      row: {
        ...done12,
        outcome: 'established',
        boundary: 'application',
        signature: 'CsxknKIFif' + 'Bb'.repeat(45) + '+',
      },
      events: tcp(at(120)),
      steps: [
        hello12(37),
        ...server12([1204]),
        ...client12,
        ...Array.from({ length: 290 }, (_, i): Step => ({
          afterUs: 1_000 + i * 13,
          from: i % 2 ? 'server' : 'client',
          content: 'heartbeat',
          type: 1 + (i % 2),
          name: i % 2 ? 'heartbeat_response' : 'heartbeat_request',
          length: 19,
        })),
      ],
      notes: Array.from(
        { length: 140 },
        (_, i) =>
          [
            i % 7 ? 5 : i % 40,
            3_000 + i * 90,
            i % 33 ? 'SSL_INFO' : 'SSL_ERROR',
            `function_number_${i}`,
            [`detail of ${i}`],
          ] as const,
      ),
      negotiation: negotiation(false, suiteEntries(CLIENT_12, 0xc02f, undefined), true),
      certificates: [leaf],
    }),
    build({
      id: 9,
      startNs: at(180),
      port: 8443,
      client: '192.0.2.44',
      serverName: null,
      row: {
        ...done12,
        outcome: 'failed',
        boundary: 'server_flight',
        signature: 'CsxL',
        alert: { from: 'client', level: 2, description: 47, name: 'illegal_parameter' },
      },
      events: tcp(at(180)),
      steps: [
        hello12(41, null),
        {
          afterUs: 2_000,
          from: 'server',
          type: 2,
          name: 'server_hello',
          summary: 'TLS 1.2, C02F',
          draft: serverHello(0x0303, SUITES.ecdheRsaGcm128, 9),
        },
        {
          afterUs: 100,
          from: 'server',
          type: 11,
          name: 'certificate',
          summary: '6 certificates',
          draft: certificateMessage([60_000, 60_000, 60_000, 60_000, 50_000, 50_000]),
        },
        fatal('client', 9_000, 47, 'illegal_parameter'),
      ],
      negotiation: negotiation(false, suiteEntries(CLIENT_12, 0xc02f, undefined), true),
      certificates: [
        { ...leaf, notAfter: '2026-02-01T00:00:00Z' },
        { ...issuing, unreadable: 'the DER ends in the middle of subjectPublicKeyInfo' },
      ],
    }),
  ]
}
