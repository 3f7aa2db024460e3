import type {
  ConnectionFacts,
  EventFact,
  HostCodeFact,
  HostTextFact,
  MessageFact,
  OfferFact,
  AnswerFact,
  AlertFact,
} from '../../main/diagnose/facts.ts'
import { NOTHING_SEEN } from '../../main/diagnose/read-facts.ts'
import type { RingCertificate } from '../../main/settings/key-ring.ts'
import type { Side } from '../../main/tls/message.ts'
import type { CertificateFacts } from '../../main/x509/certificate.ts'

/** Facts of a connection for tests of rules: a failed one of which nothing was seen but what is given. */
export function factsWith(some: Partial<ConnectionFacts> = {}): ConnectionFacts {
  return {
    ...NOTHING_SEEN,
    transport: 'tcp',
    role: 'wire',
    client: { address: '192.0.2.1', port: 40_000 },
    server: { address: '192.0.2.2', port: 443 },
    startNs: 1_700_000_000_000_000_000n,
    beginningSeen: true,
    endSeen: true,
    boundary: 'client_hello',
    ...some,
  }
}

/** A ClientHello of TLS 1.2 as message 1. */
export function offerWith(some: Partial<OfferFact> = {}): OfferFact {
  return {
    n: 1,
    complete: true,
    problem: undefined,
    sslv2: false,
    legacyVersion: 0x0303,
    versions: undefined,
    sessionId: new Uint8Array(0),
    cipherSuites: [0xc02f, 0xc02b],
    compressionMethods: [0],
    groups: [29, 23],
    keyShares: undefined,
    signatureAlgorithms: [0x0403, 0x0804, 0x0401],
    applicationProtocols: undefined,
    pskIdentities: undefined,
    serverName: undefined,
    extensions: [10, 13],
    renegotiationInfoLength: undefined,
    ...some,
  }
}

/** A ServerHello of TLS 1.2 as message 2. */
export function answerWith(some: Partial<AnswerFact> = {}): AnswerFact {
  return {
    n: 2,
    complete: true,
    problem: undefined,
    legacyVersion: 0x0303,
    version: 0x0303,
    sessionId: new Uint8Array(0),
    cipherSuite: 0xc02f,
    compressionMethod: 0,
    group: undefined,
    extensions: [],
    downgradeMark: false,
    renegotiationInfoLength: undefined,
    ...some,
  }
}

export function messageFact(n: number, from: Side, name: string, some: Partial<MessageFact> = {}): MessageFact {
  return {
    n,
    from,
    content: 'handshake',
    type: undefined,
    name,
    visibility: 'plain',
    complete: true,
    length: 100,
    recordVersion: 0x0303,
    timeNs: undefined,
    problem: undefined,
    ...some,
  }
}

export function alertFact(
  n: number,
  from: Side,
  description: number | undefined,
  level: number | undefined = 2,
): AlertFact {
  return { n, from, level, description, timeNs: undefined }
}

export function eventFact(kind: EventFact['kind'], from: Side | undefined, some: Partial<EventFact> = {}): EventFact {
  return {
    kind,
    from,
    frame: undefined,
    line: undefined,
    timeNs: undefined,
    afterMessage: 1,
    length: 0,
    text: undefined,
    ...some,
  }
}

/** A good certificate of a server, 2023 to 2027 around the time of `factsWith`. */
export function certificateWith(some: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: 'CN=host.example',
    issuer: 'CN=Issuing CA',
    serial: '01',
    notBefore: '2023-01-01T00:00:00Z',
    notAfter: '2027-01-01T00:00:00Z',
    keyType: 'RSA',
    keyBits: 2048,
    curve: null,
    signatureAlgorithm: 'sha256WithRSAEncryption',
    subjectAltNames: ['dns:host.example'],
    keyUsage: ['digitalSignature', 'keyEncipherment'],
    extendedKeyUsage: ['serverAuth'],
    selfSigned: false,
    unreadable: null,
    ...some,
  }
}

/** A server's certificate as message 3, and whatever else its chain holds. */
export function serverChain(...chain: readonly Partial<CertificateFacts>[]): ConnectionFacts['certificates'] {
  return chain.map((some, position) => ({
    n: 3,
    from: 'server',
    position,
    sha256: `${position}`.repeat(64).slice(0, 64),
    facts: certificateWith(some),
  }))
}

/** A TLS 1.2 handshake whose server showed these certificates, and the client's alert as message 6. */
export function refusedChain(
  description: number | undefined,
  certificates: ConnectionFacts['certificates'],
  some: Partial<ConnectionFacts> = {},
): ConnectionFacts {
  return factsWith({
    boundary: 'server_flight',
    version: 0x0303,
    cipherSuite: 0xc02f,
    offers: [offerWith({ serverName: 'host.example' })],
    answer: answerWith(),
    certificates,
    messages: [
      messageFact(1, 'client', 'client_hello'),
      messageFact(2, 'server', 'server_hello'),
      messageFact(3, 'server', 'certificate'),
      messageFact(4, 'server', 'server_key_exchange'),
      messageFact(5, 'server', 'server_hello_done'),
    ],
    alerts: description === undefined ? [] : [alertFact(6, 'client', description)],
    events: [eventFact('fin', 'client', { afterMessage: description === undefined ? 5 : 6 })],
    ...some,
  })
}

/** A hello that the server answered with an alert alone. */
export function refusedHello(
  offer: Partial<OfferFact> = {},
  description = 40,
  some: Partial<ConnectionFacts> = {},
): ConnectionFacts {
  return factsWith({
    offers: [offerWith(offer)],
    messages: [messageFact(1, 'client', 'client_hello')],
    alerts: [alertFact(2, 'server', description)],
    events: [eventFact('fin', 'server', { afterMessage: 2 })],
    ...some,
  })
}

/** A server of TLS 1.3 that stopped behind its hello with a record of an alert's size; `sent`: sizes of those that it had sent before. */
export function stoppedServer(offer: Partial<OfferFact> = {}, sent: readonly number[] = []): ConnectionFacts {
  const records = [...sent, 19].map((length) => eventFact('application_data', 'server', { afterMessage: 2, length }))
  return factsWith({
    version: 0x0304,
    cipherSuite: 0x1301,
    offers: [offerWith({ versions: [0x0304], ...offer })],
    answer: answerWith({ version: 0x0304, cipherSuite: 0x1301 }),
    messages: [messageFact(1, 'client', 'client_hello'), messageFact(2, 'server', 'server_hello')],
    events: [...records, eventFact('fin', 'server', { afterMessage: 2 })],
  })
}

/** A key exchange that is signed; undefined: whether the signature fits cannot be told. */
export function signedKeyExchange(signatureFits: boolean | undefined): NonNullable<ConnectionFacts['keyExchange']> {
  return {
    n: 4,
    method: 'ECDHE',
    group: 29,
    dhBits: undefined,
    signatureScheme: 0x0401,
    pskIdentityHint: false,
    signatureFits,
  }
}

/** A return code of System SSL (or AT-TLS) in a log. */
export function codeFact(code: number, system: HostCodeFact['system'] = 'system-ssl'): HostCodeFact {
  return { system, code, source: 2, line: 7, where: 'Initial Handshake', text: `RC: ${code}`, afterMessage: 0 }
}

/** A message of a log. */
export function textFact(id: string, text: string, values: HostTextFact['values'] = {}): HostTextFact {
  return { id, source: 2, line: 7, text, values }
}

/** A certificate of a key ring, RSA with its key. */
export function ringCertificate(some: Partial<RingCertificate> = {}): RingCertificate {
  return {
    label: 'A certificate',
    owner: 'START1',
    usage: 'PERSONAL',
    isDefault: false,
    source: 3,
    line: 9,
    trusted: true,
    notBefore: undefined,
    notAfter: undefined,
    endDate: undefined,
    subject: undefined,
    issuer: undefined,
    keyType: 'RSA',
    keyBits: 2048,
    curve: undefined,
    hasPrivateKey: true,
    keyUsage: undefined,
    ...some,
  }
}
