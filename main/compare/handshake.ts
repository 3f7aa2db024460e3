/**
 * What is compared: the part of a connection in the analysis document that says what was offered, answered and how it ended. A connection
 * of that document fits as it is, from this run or from a stored one.
 */
export type FieldValue = number | string | boolean | null | readonly number[] | readonly string[]

export interface ComparedMessage {
  /** Position in its connection, from 1. */
  readonly n: number
  /** Decimal seconds; null where the source has no times. */
  readonly time: string | null
  readonly from: 'client' | 'server'
  readonly content: 'handshake' | 'alert' | 'change_cipher_spec' | 'heartbeat'
  readonly type: number | null
  readonly name: string | null
  readonly visibility: 'plain' | 'decrypted' | 'inferred' | 'encrypted'
  readonly complete: boolean
  readonly fields: Readonly<Record<string, FieldValue>>
}

export interface ComparedCertificate {
  readonly from: 'client' | 'server'
  /** 0 is the leaf. */
  readonly position: number
  readonly sha256: string
  readonly subject: string
  readonly issuer: string
  readonly notBefore: string
  readonly notAfter: string
  readonly keyType: string
  readonly keyBits: number | null
  readonly curve: string | null
  readonly signatureAlgorithm: string
  readonly subjectAltNames: readonly string[]
  readonly keyUsage: readonly string[]
  readonly extendedKeyUsage: readonly string[]
  readonly selfSigned: boolean
}

export interface ComparedFinding {
  readonly cause: string
  readonly confidence: 'certain' | 'likely' | 'possible'
  readonly rank: number
  readonly evidence: readonly { readonly message: number | null }[]
}

export interface ComparedHandshake {
  readonly server: { readonly address: string | null; readonly port: number | null }
  readonly start: string | null
  readonly outcome: 'established' | 'failed' | 'incomplete'
  readonly boundary: string
  readonly signature: string
  readonly resumption: string
  readonly helloRetryRequest: boolean
  readonly clientAuthentication: string
  readonly messages: readonly ComparedMessage[]
  readonly certificates: readonly ComparedCertificate[]
  readonly findings: readonly ComparedFinding[]
}
