/** The facts of a connection, read from its messages and events and from what the case's other sources say of it. */
import type { ListedCertificate } from '../tls/certificate-list.ts'
import { certificateOf } from '../tls/sent-certificate.ts'
import { listCertificates } from '../tls/certificate-list.ts'
import type { ClientHello } from '../tls/client-hello.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { findExtension } from '../tls/extension.ts'
import type { HandshakeValue } from '../tls/handshake.ts'
import type { ServerHello } from '../tls/server-hello.ts'
import { downgradeSentinel, selectedVersion } from '../tls/server-hello.ts'
import { dhPrimeBits } from '../tls/server-key-exchange.ts'
import type { HandshakeSummary } from '../tls/summary.ts'
import { hex } from '../tls/text.ts'
import { readName } from '../x509/name.ts'
import type { Digest, SignatureCheck, SignedDataCheck } from '../x509/signature-check.ts'
import { badSignatures } from './bad-signature.ts'
import { certificateVerifyFits } from './certificate-verify.ts'
import type {
  AlertFact,
  AnswerFact,
  CertificateRequestFact,
  ConnectionFacts,
  KeyExchangeFact,
  OfferFact,
  ProblemFact,
} from './facts.ts'
import { keyExchangeSignatureFits } from './key-exchange-signature.ts'
import { tracedAlerts, tracedCodes } from './traced-error.ts'

/** What a connection's facts are read from. */
export interface Material {
  readonly view: ConnectionView
  readonly spoken: readonly SpokenMessage[]
  readonly summary: HandshakeSummary
  /** The source of each message and each event of the view. */
  readonly messageSource: (message: number) => number
  readonly eventSource: (event: number) => number
  readonly frame: Pick<ConnectionFacts, 'transport' | 'recorders' | 'client' | 'server' | 'startNs' | 'endNs'>
  /** What the host's sources and the rest of the case say. */
  readonly surroundings: Surroundings
  /** Given where there is time to check the signatures of a failed connection's chains. */
  readonly checkSignature?: SignatureCheck
  readonly checkSignedData?: SignedDataCheck
  readonly digest?: Digest
}

export type Surroundings = Pick<ConnectionFacts, 'codes' | 'texts' | 'caseTexts' | 'policy' | 'keyRing' | 'elsewhere'>

export const NO_SURROUNDINGS: Surroundings = {
  codes: [],
  texts: [],
  caseTexts: [],
  policy: undefined,
  keyRing: undefined,
  elsewhere: undefined,
}

/** A connection that failed and of which nothing was seen: what a log says that names none. */
export const NOTHING_SEEN: ConnectionFacts = {
  ...NO_SURROUNDINGS,
  transport: 'none',
  role: 'server',
  recorders: [],
  client: undefined,
  server: undefined,
  startNs: undefined,
  endNs: undefined,
  beginningSeen: false,
  endSeen: false,
  outcome: 'failed',
  boundary: 'tcp',
  offers: [],
  retry: undefined,
  answer: undefined,
  encryptedExtensions: undefined,
  keyExchange: undefined,
  certificateRequest: undefined,
  certificates: [],
  badSignatures: [],
  certificateMessages: [],
  verifies: [],
  clientAuthentication: 'none',
  resumption: 'none',
  version: undefined,
  cipherSuite: undefined,
  group: undefined,
  messages: [],
  alerts: [],
  toldAlerts: [],
  events: [],
}

export function readFacts(material: Material): ConnectionFacts {
  const { view, spoken, summary, messageSource, eventSource, frame, surroundings } = material
  const values = numbered(spoken)
  const alerts = spoken.flatMap(({ message: { content, from, level, type, timeNs } }, at): AlertFact[] =>
    content === 'alert' ? [{ n: at + 1, from, level, description: type, timeNs }] : [],
  )
  const events = view.events.map((event, at) => ({ ...event, source: eventSource(at) }))
  return {
    ...frame,
    ...surroundings,
    role: view.role,
    beginningSeen: view.beginningSeen,
    endSeen: view.endSeen,
    outcome: summary.outcome,
    boundary: summary.boundary,
    offers: values.flatMap((one) => (one.value.name === 'client_hello' ? [offer(one, one.value)] : [])),
    retry: first(values, 'hello_retry_request', (one, value) => answer(one, value)),
    answer: first(values, 'server_hello', (one, value) => answer(one, value)),
    encryptedExtensions: first(values, 'encrypted_extensions', ({ n }, { extensions }) => ({
      n,
      extensions: (extensions ?? []).map(({ extensionType }) => extensionType),
    })),
    keyExchange: first(values, 'server_key_exchange', ({ n }, value): KeyExchangeFact => ({
      n,
      method: value.keyExchange,
      group: value.namedGroup,
      dhBits: value.dhP && dhPrimeBits(value.dhP),
      signatureScheme: value.signatureScheme,
      pskIdentityHint: (value.pskIdentityHint?.length ?? 0) > 0,
      get signatureFits() {
        return material.checkSignedData && keyExchangeSignatureFits(spoken, n - 1, material.checkSignedData)
      },
    })),
    certificateRequest: first(values, 'certificate_request', ({ n }, value): CertificateRequestFact => ({
      n,
      types: value.certificateTypes ?? [],
      signatureAlgorithms:
        value.supportedSignatureAlgorithms ??
        findExtension(value.extensions, 'signature_algorithms')?.supportedSignatureAlgorithms,
      authorities: (
        value.certificateAuthorities ??
        findExtension(value.extensions, 'certificate_authorities')?.authorities ??
        []
      ).map((name) => readName(name) ?? hex(name)),
    })),
    certificates: listCertificates(spoken).map(({ from, position, sha256, message, facts }: ListedCertificate) => ({
      n: message + 1,
      from,
      position,
      sha256,
      facts,
    })),
    badSignatures:
      material.checkSignature !== undefined && summary.outcome === 'failed'
        ? badSignatures(spoken, material.checkSignature)
        : [],
    certificateMessages: values.flatMap(({ n, from, value }) => {
      const certificate = certificateOf(value)
      return certificate === undefined ? [] : [{ n, from, count: certificate.certificateList?.length ?? 0 }]
    }),
    verifies: values.flatMap(({ n, from, value }) =>
      value.name === 'certificate_verify'
        ? [
            {
              n,
              from,
              scheme: value.algorithm,
              get fits() {
                const { checkSignedData, digest } = material
                return checkSignedData && digest && certificateVerifyFits(spoken, n - 1, checkSignedData, digest)
              },
            },
          ]
        : [],
    ),
    clientAuthentication: summary.clientAuthentication,
    resumption: summary.resumption,
    version: summary.version,
    cipherSuite: summary.cipherSuite,
    group: summary.group,
    messages: spoken.map(({ message, value, error }, at) => ({
      n: at + 1,
      source: messageSource(at),
      from: message.from,
      content: message.content,
      type: message.type,
      name: value?.name,
      visibility: message.visibility,
      complete: message.complete,
      length: message.length,
      recordVersion: message.recordVersion,
      timeNs: message.timeNs,
      problem: error && { offset: error.offset, text: error.message },
    })),
    alerts,
    toldAlerts: tracedAlerts(events, alerts),
    events,
    codes: [...surroundings.codes, ...tracedCodes(events)],
  }
}

interface Numbered<Value extends HandshakeValue = HandshakeValue> {
  readonly n: number
  readonly from: 'client' | 'server'
  readonly complete: boolean
  readonly problem: ProblemFact | undefined
  readonly value: Value
}

function numbered(spoken: readonly SpokenMessage[]): Numbered[] {
  return spoken.flatMap(({ message: { from, complete }, value, error }, at) =>
    value === undefined
      ? []
      : [{ n: at + 1, from, complete, problem: error && { offset: error.offset, text: error.message }, value }],
  )
}

type ValueNamed<Name, Value = HandshakeValue> = Value extends { readonly name: infer Names }
  ? Name extends Names
    ? Value
    : never
  : never

function first<Name extends HandshakeValue['name'], Fact>(
  values: readonly Numbered[],
  name: Name,
  fact: (one: Numbered, value: ValueNamed<Name>) => Fact,
): Fact | undefined {
  const found = values.find(({ value }) => value.name === name)
  return found && fact(found, found.value as ValueNamed<Name>)
}

function offer({ n, complete, problem }: Numbered, hello: ClientHello): OfferFact {
  const { extensions } = hello
  const psk = findExtension(extensions, 'pre_shared_key')
  return {
    n,
    complete,
    problem,
    sslv2: hello.sslv2 ?? false,
    legacyVersion: hello.legacyVersion,
    versions: findExtension(extensions, 'supported_versions')?.versions,
    random: hello.random && hex(hello.random),
    sessionId: hex(hello.legacySessionId ?? new Uint8Array(0)),
    cipherSuites: hello.cipherSuites ?? [],
    compressionMethods: hello.legacyCompressionMethods ?? [],
    groups: findExtension(extensions, 'supported_groups')?.namedGroupList,
    keyShares: findExtension(extensions, 'key_share')?.clientShares.map(({ group, keyExchange }) => ({
      group,
      length: keyExchange.length,
      zero: keyExchange.every((byte) => byte === 0),
    })),
    signatureAlgorithms: findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms,
    signatureAlgorithmsCert: findExtension(extensions, 'signature_algorithms_cert')?.supportedSignatureAlgorithms,
    applicationProtocols: findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList,
    pskIdentities: psk?.identities.length,
    pskModes: findExtension(extensions, 'psk_key_exchange_modes')?.keModes,
    serverName: findExtension(extensions, 'server_name')?.serverNameList[0]?.hostName,
    extensions: extensions?.map(({ extensionType }) => extensionType),
    renegotiationInfoLength: findExtension(extensions, 'renegotiation_info')?.bytes.length,
  }
}

function answer({ n, complete, problem }: Numbered, hello: ServerHello): AnswerFact {
  const { extensions } = hello
  const keyShare = findExtension(extensions, 'key_share')
  return {
    n,
    complete,
    problem,
    legacyVersion: hello.legacyVersion,
    version: selectedVersion(hello),
    random: hello.random && hex(hello.random),
    sessionId: hex(hello.legacySessionIdEcho ?? new Uint8Array(0)),
    cipherSuite: hello.cipherSuite,
    compressionMethod: hello.legacyCompressionMethod,
    group: keyShare?.serverShare?.group ?? keyShare?.selectedGroup,
    keyShareLength: keyShare?.serverShare?.keyExchange.length,
    extensions: (extensions ?? []).map(({ extensionType }) => extensionType),
    applicationProtocol: findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList[0],
    selectedIdentity: findExtension(extensions, 'pre_shared_key')?.selectedIdentity,
    downgradeMark: downgradeSentinel(hello.random) !== undefined,
    renegotiationInfoLength: findExtension(extensions, 'renegotiation_info')?.bytes.length,
  }
}
