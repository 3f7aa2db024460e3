/**
 * What the sources show of one connection, as plain values for the rules. `undefined`: not seen. Code points are numbers, GREASE is
 * kept; messages are named by their number in the connection, from 1.
 */
import type { Boundary, Outcome } from '../tls/connection-view.ts'
import type { ConnectionEvent, MessageContent, Side, Visibility } from '../tls/message.ts'
import type { ClientAuthentication, Resumption } from '../tls/summary.ts'
import type { CaseSettings } from '../settings/case-settings.ts'
import type { RingCertificate } from '../settings/key-ring.ts'
import type { EffectiveValue, PolicyOrigin, PolicyStatement } from '../settings/policy.ts'
import type { CertificateFacts } from '../x509/certificate.ts'
import type { ReturnCodeSystem } from './finding.ts'

export interface ConnectionFacts {
  readonly transport: 'tcp' | 'dtls' | 'quic' | 'none'
  /** Who recorded: `wire` sees both sides, a host trace is one of them. */
  readonly role: 'wire' | 'client' | 'server'
  /** Each leg: who recorded it, for which job, and whether it is a System SSL trace. */
  readonly recorders: readonly RecorderFact[]
  readonly client: EndpointFact | undefined
  readonly server: EndpointFact | undefined
  readonly startNs: bigint | undefined
  readonly endNs: bigint | undefined
  readonly beginningSeen: boolean
  readonly endSeen: boolean
  readonly outcome: Outcome
  readonly boundary: Boundary

  /** ClientHellos in order: a second one after a HelloRetryRequest or a renegotiation. */
  readonly offers: readonly OfferFact[]
  readonly retry: AnswerFact | undefined
  readonly answer: AnswerFact | undefined
  readonly keyExchange: KeyExchangeFact | undefined
  readonly certificateRequest: CertificateRequestFact | undefined
  readonly certificates: readonly CertificateFact[]
  /** Of certificates whose issuer was sent with them; empty too where nothing was checked. */
  readonly badSignatures: readonly BadSignatureFact[]
  /** Certificate messages that were readable: an empty one says that its sender has none. */
  readonly certificateMessages: readonly { readonly n: number; readonly from: Side; readonly count: number }[]
  readonly verifies: readonly CertificateVerifyFact[]
  readonly clientAuthentication: ClientAuthentication
  readonly resumption: Resumption
  /** Negotiated. */
  readonly version: number | undefined
  readonly cipherSuite: number | undefined
  readonly group: number | undefined

  readonly messages: readonly MessageFact[]
  /** Which source shows each message, and each event. */
  readonly messageSources: readonly number[]
  readonly eventSources: readonly number[]
  readonly alerts: readonly AlertFact[]
  /** Alerts that a host trace tells of in words and no message shows. */
  readonly toldAlerts: readonly ToldAlertFact[]
  readonly events: readonly EventFact[]

  /** What a z/OS source printed about this connection, in its order. */
  readonly codes: readonly HostCodeFact[]
  readonly texts: readonly HostTextFact[]
  /** Messages of the case's logs that name no connection. */
  readonly caseTexts: readonly HostTextFact[]
  /** What else the case's sources know of the server's side; undefined where they say nothing. */
  readonly policy: PolicyFact | undefined
  readonly keyRing: KeyRingFact | undefined
  readonly elsewhere: ElsewhereFact | undefined
}

/** What logs say that names no connection, and what is set up. */
export interface CaseFacts {
  readonly codes: readonly HostCodeFact[]
  readonly texts: readonly HostTextFact[]
  readonly setUp?: SetUpFact
  /** The case has no connection. */
  readonly alone?: boolean
}

/** Policies and key rings of the case. */
export interface SetUpFact extends CaseSettings {
  /** The last time that the case's other sources show, else that of the question; seconds since 1970. */
  readonly atSeconds: number
}

export interface RecorderFact {
  readonly role: 'wire' | 'client' | 'server'
  readonly job: string | undefined
  readonly traced: boolean
}

export interface EndpointFact {
  readonly address: string
  readonly port: number
}

/** A ClientHello. Lists are undefined where the hello has none or ends before them. */
export interface OfferFact {
  readonly n: number
  readonly complete: boolean
  /** What could not be parsed. */
  readonly problem: ProblemFact | undefined
  readonly sslv2: boolean
  readonly legacyVersion: number | undefined
  /** supported_versions as sent; undefined where the extension is absent: then legacyVersion is the highest. */
  readonly versions: readonly number[] | undefined
  readonly sessionId: Uint8Array
  readonly cipherSuites: readonly number[]
  readonly compressionMethods: readonly number[]
  readonly groups: readonly number[] | undefined
  readonly keyShares: readonly KeyShareFact[] | undefined
  readonly signatureAlgorithms: readonly number[] | undefined
  readonly applicationProtocols: readonly string[] | undefined
  readonly pskIdentities: number | undefined
  readonly serverName: string | undefined
  /** Types in wire order; undefined where the hello has no extensions at all. */
  readonly extensions: readonly number[] | undefined
  /** Bytes of renegotiated_connection; undefined without the extension. */
  readonly renegotiationInfoLength: number | undefined
}

export interface KeyShareFact {
  readonly group: number
  readonly length: number
  /** All its bytes are zero. */
  readonly zero: boolean
}

/** A ServerHello or HelloRetryRequest. */
export interface AnswerFact {
  readonly n: number
  readonly complete: boolean
  readonly problem: ProblemFact | undefined
  readonly legacyVersion: number | undefined
  readonly version: number | undefined
  readonly sessionId: Uint8Array
  readonly cipherSuite: number | undefined
  readonly compressionMethod: number | undefined
  /** Of the key share, or the one that a HelloRetryRequest asks for. */
  readonly group: number | undefined
  readonly extensions: readonly number[]
  readonly downgradeMark: boolean
  readonly renegotiationInfoLength: number | undefined
}

/** Where decoding a message broke, among its bytes. */
export interface ProblemFact {
  readonly offset: number
  readonly text: string
}

/** ServerKeyExchange of TLS 1.2 and below. */
export interface KeyExchangeFact {
  readonly n: number
  readonly method: string | undefined
  readonly group: number | undefined
  readonly dhBits: number | undefined
  readonly signatureScheme: number | undefined
  readonly pskIdentityHint: boolean
  /** With the key of the server's certificate; worked out when it is asked for. Undefined: it cannot be told. */
  readonly signatureFits?: boolean | undefined
}

export interface CertificateVerifyFact {
  readonly n: number
  readonly from: Side
  readonly scheme: number | undefined
  /** The signature, over the handshake as seen and with the sender's certificate; worked out when it is asked for. Undefined: it cannot be told. */
  readonly fits?: boolean | undefined
}

export interface CertificateRequestFact {
  readonly n: number
  readonly types: readonly number[]
  readonly signatureAlgorithms: readonly number[] | undefined
  /** RFC 4514; empty where the server names nobody. */
  readonly authorities: readonly string[]
}

export interface CertificateFact {
  readonly n: number
  readonly from: Side
  /** In its chain, from 0: the leaf. */
  readonly position: number
  readonly sha256: string
  readonly facts: CertificateFacts
}

/** A signature that does not verify with the key of the issuer beside it. */
export interface BadSignatureFact {
  readonly n: number
  readonly from: Side
  readonly subject: string
  readonly issuer: string
}

export interface MessageFact {
  readonly n: number
  readonly from: Side
  readonly content: MessageContent
  /** Handshake type, or the alert's description; undefined while encrypted and unknown. */
  readonly type: number | undefined
  /** Of what could be decoded: `certificate`, `hello_retry_request`. */
  readonly name: string | undefined
  readonly visibility: Visibility
  readonly complete: boolean
  readonly length: number
  readonly recordVersion: number | undefined
  readonly timeNs: bigint | undefined
  readonly problem: ProblemFact | undefined
}

export interface AlertFact {
  readonly n: number
  readonly from: Side
  readonly level: number | undefined
  /** Undefined while encrypted. */
  readonly description: number | undefined
  readonly timeNs: bigint | undefined
}

/** An alert in the words of a trace record; who sent it, the words may say to a person. */
export interface ToldAlertFact {
  readonly level: number
  readonly description: number
  readonly source: number
  readonly line: number | undefined
  /** As printed. */
  readonly text: string
}

/** What happened beside the messages, as it was read: a case has millions of them, and a copy of each costs more than the rules that look at it. */
export type EventFact = ConnectionEvent

/** A return code that a z/OS source printed. */
export interface HostCodeFact {
  readonly system: ReturnCodeSystem
  readonly code: number
  readonly source: number
  readonly line: number | undefined
  /** The function or the AT-TLS event that gave it. */
  readonly where: string | undefined
  /** The line as printed. */
  readonly text: string
  readonly afterMessage: number
}

/** A message of z/OS (`ICH408I`, `EZD1287I`) or a text of a System SSL trace record. */
export interface HostTextFact {
  readonly id: string | undefined
  readonly source: number
  readonly line: number | undefined
  readonly text: string
  /** Variable parts by name, as its reader parted them. */
  readonly values: Readonly<Record<string, string>>
}

/** The AT-TLS rule that the connection runs under. Statement names are as written. */
export interface PolicyFact {
  readonly source: number
  readonly rule: string
  readonly line: number
  /** `active`: displayed by the Policy Agent; a policy that is `written` need not be the one that is installed. */
  readonly origin: PolicyOrigin
  /** Of z/OS, where displayed. */
  readonly release: string | undefined
  /** Which end the host with the policy is. */
  readonly hostIs: Side
  /** `named` by AT-TLS; `matched`: all conditions fit; `only`: what is `open` would have to fit. */
  readonly how: 'named' | 'matched' | 'only'
  readonly open: readonly string[]
  readonly values: readonly EffectiveValue[]
  readonly statements: readonly PolicyStatement[]
}

/** The key ring of the host at one end. */
export interface KeyRingFact {
  readonly source: number
  readonly owner: string | undefined
  readonly ring: string
  readonly line: number | undefined
  /** Which end the host is, where known. */
  readonly hostIs: Side | undefined
  /** False: it may hold more certificates. */
  readonly complete: boolean
  readonly certificates: readonly RingCertificate[]
}

/** What other connections of the case to the same server show. */
export interface ElsewhereFact {
  /** Key types of server certificates seen (`RSA`, `EC`), with the curve of EC ones. */
  readonly certificates: readonly {
    readonly connection: number
    readonly keyType: string
    readonly curve: string | null
    /** Where its Certificate message stands. */
    readonly source: number
    readonly frame: number | undefined
    readonly line: number | undefined
  }[]
  readonly cipherSuites: readonly number[]
  readonly versions: readonly number[]
}
