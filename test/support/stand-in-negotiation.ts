import type { Negotiation, NegotiationEntry } from '../../preload/contract/connection.ts'

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

export const GROUPS = [
  [0x0017, 'secp256r1'],
  [0x0018, 'secp384r1'],
  [0x001d, 'x25519'],
] as const

export const CLIENT_12: readonly Suite[] = [
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
export const CLIENT_13: readonly Suite[] = [SUITES.aes128, SUITES.aes256, SUITES.chacha, SUITES.ecdheRsaGcm128]

const weakness = (name: string): string[] => {
  const found: string[] = []
  if (name.includes('3DES')) found.push('3DES: 64-bit blocks')
  if (name.startsWith('TLS_RSA_')) found.push('no forward secrecy')
  else if (name.includes('_CBC_')) found.push('CBC with MAC-then-encrypt')
  return found
}

export function suiteEntries(
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

export function negotiation(tls13: boolean, suites: NegotiationEntry[], finished: boolean): Negotiation {
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
