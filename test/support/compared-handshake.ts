import type {
  ComparedCertificate,
  ComparedHandshake,
  ComparedMessage,
  FieldValue,
} from '../../main/compare/handshake.ts'

/** A message by what a ladder says: `client client_hello`, `server alert handshake_failure`, `client ?` for an encrypted one. */
export function message(
  says: string,
  fields: Record<string, FieldValue> = {},
  time: string | null = null,
): ComparedMessage {
  const [from, first, second] = says.split(' ')
  const isAlert = first === 'alert'
  const name = (isAlert ? second : first) ?? '?'
  return {
    n: 0,
    time,
    from: from === 'server' ? 'server' : 'client',
    content: isAlert ? 'alert' : name === 'change_cipher_spec' ? name : 'handshake',
    type: null,
    name: name === '?' ? null : name,
    visibility: name === '?' ? 'encrypted' : 'plain',
    complete: true,
    fields,
  }
}

export function handshake(
  messages: readonly ComparedMessage[],
  more: Partial<ComparedHandshake> = {},
): ComparedHandshake {
  return {
    server: { address: null, port: null },
    start: '1764000000',
    outcome: 'established',
    boundary: 'application',
    signature: messages.map(({ name }) => name?.[0] ?? '?').join(''),
    resumption: 'none',
    helloRetryRequest: false,
    clientAuthentication: 'none',
    certificates: [],
    findings: [],
    ...more,
    messages: messages.map((one, at) => ({ ...one, n: at + 1 })),
  }
}

export function certificate(more: Partial<ComparedCertificate> = {}): ComparedCertificate {
  return {
    from: 'server',
    position: 0,
    sha256: '00',
    subject: 'CN=tn3270.example',
    issuer: 'CN=CA',
    notBefore: '2025-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    keyType: 'RSA',
    keyBits: 2048,
    curve: null,
    signatureAlgorithm: 'sha256WithRSAEncryption',
    subjectAltNames: ['dns:tn3270.example'],
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: ['serverAuth'],
    selfSigned: false,
    ...more,
  }
}
