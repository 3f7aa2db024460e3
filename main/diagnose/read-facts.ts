/**
 * The facts of a connection, read from its messages and events and from what the case's other sources say of it. Each is read when the
 * first rule asks for it: most rules are through after a glance at how the connection ended.
 */
import { certificateOf } from '../tls/sent-certificate.ts'
import { listCertificates } from '../tls/certificate-list.ts'
import type { ConnectionView } from '../tls/connection-view.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { findExtension } from '../tls/extension.ts'
import type { HandshakeValue } from '../tls/handshake.ts'
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
  BadSignatureFact,
  CertificateFact,
  CertificateRequestFact,
  CertificateVerifyFact,
  ConnectionFacts,
  EventFact,
  HostCodeFact,
  KeyExchangeFact,
  MessageFact,
  OfferFact,
  ToldAlertFact,
} from './facts.ts'
import { answerFact, offerFact, problemFact } from './hello-facts.ts'
import { keyExchangeSignatureFits } from './key-exchange-signature.ts'
import { type MessagePlaces, messagePlaces } from './message-places.ts'
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
  messageSources: [],
  eventSources: [],
  alerts: [],
  toldAlerts: [],
  events: [],
}

export function readFacts(material: Material): ConnectionFacts {
  return new FactsAsAsked(material)
}

/** Plain values all the same: what is read stays as it is. */
class FactsAsAsked implements ConnectionFacts {
  readonly transport: ConnectionFacts['transport']
  readonly recorders: ConnectionFacts['recorders']
  readonly client: ConnectionFacts['client']
  readonly server: ConnectionFacts['server']
  readonly startNs: bigint | undefined
  readonly endNs: bigint | undefined
  readonly role: ConnectionFacts['role']
  readonly beginningSeen: boolean
  readonly endSeen: boolean
  readonly outcome: ConnectionFacts['outcome']
  readonly boundary: ConnectionFacts['boundary']
  readonly events: readonly EventFact[]
  readonly clientAuthentication: ConnectionFacts['clientAuthentication']
  readonly resumption: ConnectionFacts['resumption']
  readonly version: number | undefined
  readonly cipherSuite: number | undefined
  readonly group: number | undefined
  readonly texts: ConnectionFacts['texts']
  readonly caseTexts: ConnectionFacts['caseTexts']
  readonly policy: ConnectionFacts['policy']
  readonly keyRing: ConnectionFacts['keyRing']
  readonly elsewhere: ConnectionFacts['elsewhere']
  readonly #material: Material
  #whereAll: MessagePlaces | undefined
  #offers: readonly OfferFact[] | undefined
  #retry: Once<AnswerFact>
  #answer: Once<AnswerFact>
  #keyExchange: Once<KeyExchangeFact>
  #certificateRequest: Once<CertificateRequestFact>
  #certificates: readonly CertificateFact[] | undefined
  #badSignatures: readonly BadSignatureFact[] | undefined
  #certificateMessages: ConnectionFacts['certificateMessages'] | undefined
  #verifies: readonly CertificateVerifyFact[] | undefined
  #messages: readonly MessageFact[] | undefined
  #alerts: readonly AlertFact[] | undefined
  #toldAlerts: readonly ToldAlertFact[] | undefined
  #messageSources: readonly number[] | undefined
  #eventSources: readonly number[] | undefined
  #codes: readonly HostCodeFact[] | undefined

  constructor(material: Material) {
    const { view, summary, frame, surroundings } = material
    this.#material = material
    this.transport = frame.transport
    this.recorders = frame.recorders
    this.client = frame.client
    this.server = frame.server
    this.startNs = frame.startNs
    this.endNs = frame.endNs
    this.role = view.role
    this.beginningSeen = view.beginningSeen
    this.endSeen = view.endSeen
    this.outcome = summary.outcome
    this.boundary = summary.boundary
    this.events = view.events
    this.clientAuthentication = summary.clientAuthentication
    this.resumption = summary.resumption
    this.version = summary.version
    this.cipherSuite = summary.cipherSuite
    this.group = summary.group
    this.texts = surroundings.texts
    this.caseTexts = surroundings.caseTexts
    this.policy = surroundings.policy
    this.keyRing = surroundings.keyRing
    this.elsewhere = surroundings.elsewhere
  }

  get offers(): readonly OfferFact[] {
    if (this.#offers !== undefined) return this.#offers
    const { spoken } = this.#material
    const offers: OfferFact[] = []
    for (const at of this.#places.hellos) {
      const one = spoken[at]
      if (one?.value?.name === 'client_hello') offers.push(offerFact(at + 1, one, one.value))
    }
    return (this.#offers = offers)
  }

  get retry(): AnswerFact | undefined {
    return (this.#retry ??= this.#at(this.#places.retry, 'hello_retry_request', answerFact)).fact
  }

  get answer(): AnswerFact | undefined {
    return (this.#answer ??= this.#at(this.#places.answer, 'server_hello', answerFact)).fact
  }

  get keyExchange(): KeyExchangeFact | undefined {
    const { spoken, checkSignedData } = this.#material
    return (this.#keyExchange ??= this.#at(this.#places.keyExchange, 'server_key_exchange', (n, _, value) => ({
      n,
      method: value.keyExchange,
      group: value.namedGroup,
      dhBits: value.dhP && dhPrimeBits(value.dhP),
      signatureScheme: value.signatureScheme,
      pskIdentityHint: (value.pskIdentityHint?.length ?? 0) > 0,
      get signatureFits() {
        return checkSignedData && keyExchangeSignatureFits(spoken, n - 1, checkSignedData)
      },
    }))).fact
  }

  get certificateRequest(): CertificateRequestFact | undefined {
    return (this.#certificateRequest ??= this.#at(
      this.#places.certificateRequest,
      'certificate_request',
      (n, _, value) => ({
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
      }),
    )).fact
  }

  get certificates(): readonly CertificateFact[] {
    // Most of those that fail at the hello show none.
    if (this.#certificates === undefined && this.#places.certificates.length === 0) this.#certificates = []
    return (this.#certificates ??= listCertificates(this.#material.spoken).map(
      ({ from, position, sha256, message, facts }) => ({ n: message + 1, from, position, sha256, facts }),
    ))
  }

  get badSignatures(): readonly BadSignatureFact[] {
    const { spoken, checkSignature } = this.#material
    return (this.#badSignatures ??=
      checkSignature !== undefined && this.outcome === 'failed' ? badSignatures(spoken, checkSignature) : [])
  }

  get certificateMessages(): ConnectionFacts['certificateMessages'] {
    if (this.#certificateMessages !== undefined) return this.#certificateMessages
    const sent: ConnectionFacts['certificateMessages'][number][] = []
    for (const at of this.#places.certificates) {
      const one = this.#material.spoken[at]
      const certificate = certificateOf(one?.value)
      if (one !== undefined && certificate !== undefined)
        sent.push({ n: at + 1, from: one.message.from, count: certificate.certificateList?.length ?? 0 })
    }
    return (this.#certificateMessages = sent)
  }

  get verifies(): readonly CertificateVerifyFact[] {
    const { spoken, checkSignedData, digest } = this.#material
    if (this.#verifies !== undefined) return this.#verifies
    const verifies: CertificateVerifyFact[] = []
    for (const at of this.#places.verifies) {
      const one = spoken[at]
      if (one?.value?.name === 'certificate_verify')
        verifies.push({
          n: at + 1,
          from: one.message.from,
          scheme: one.value.algorithm,
          get fits() {
            return checkSignedData && digest && certificateVerifyFits(spoken, at, checkSignedData, digest)
          },
        })
    }
    return (this.#verifies = verifies)
  }

  get messages(): readonly MessageFact[] {
    const { spoken } = this.#material
    return (this.#messages ??= spoken.map(({ message, value, error }, at) => ({
      n: at + 1,
      from: message.from,
      content: message.content,
      type: message.type,
      name: value?.name,
      visibility: message.visibility,
      complete: message.complete,
      length: message.length,
      recordVersion: message.recordVersion,
      timeNs: message.timeNs,
      problem: problemFact(error),
    })))
  }

  get alerts(): readonly AlertFact[] {
    if (this.#alerts !== undefined) return this.#alerts
    const alerts: AlertFact[] = []
    for (const at of this.#places.alerts) {
      const message = this.#material.spoken[at]?.message
      if (message !== undefined)
        alerts.push({
          n: at + 1,
          from: message.from,
          level: message.level,
          description: message.type,
          timeNs: message.timeNs,
        })
    }
    return (this.#alerts = alerts)
  }

  get toldAlerts(): readonly ToldAlertFact[] {
    return (this.#toldAlerts ??= this.#hasHostErrors ? tracedAlerts(this.events, this.eventSources, this.alerts) : [])
  }

  get messageSources(): readonly number[] {
    const { spoken, messageSource } = this.#material
    return (this.#messageSources ??= spoken.map((_, at) => messageSource(at)))
  }

  get eventSources(): readonly number[] {
    const { view, eventSource } = this.#material
    return (this.#eventSources ??= view.events.map((_, at) => eventSource(at)))
  }

  get codes(): readonly HostCodeFact[] {
    const { codes } = this.#material.surroundings
    return (this.#codes ??= this.#hasHostErrors ? [...codes, ...tracedCodes(this.events, this.eventSources)] : codes)
  }

  /** Few connections have any, and a trace's words take long to read. */
  get #hasHostErrors(): boolean {
    return this.#material.view.events.some(({ kind }) => kind === 'host_error')
  }

  get #places(): MessagePlaces {
    return (this.#whereAll ??= messagePlaces(this.#material.spoken))
  }

  /** Of the message at that position, which has the name. */
  #at<Name extends HandshakeValue['name'], Fact>(
    at: number | undefined,
    name: Name,
    fact: (n: number, one: SpokenMessage, value: ValueNamed<Name>) => Fact,
  ): { readonly fact: Fact | undefined } {
    const one = at === undefined ? undefined : this.#material.spoken[at]
    if (at === undefined || one?.value?.name !== name) return NONE
    return { fact: fact(at + 1, one, one.value as ValueNamed<Name>) }
  }
}

/** Undefined until it was asked for. */
type Once<Fact> = { readonly fact: Fact | undefined } | undefined
const NONE = { fact: undefined }

type ValueNamed<Name, Value = HandshakeValue> = Value extends { readonly name: infer Names }
  ? Name extends Names
    ? Value
    : never
  : never
