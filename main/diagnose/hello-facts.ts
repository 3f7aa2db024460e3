/** What a hello says, as the rules take it. */
import type { ClientHello } from '../tls/client-hello.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { type ExtensionBody, findExtension } from '../tls/extension.ts'
import type { ServerHello } from '../tls/server-hello.ts'
import { downgradeSentinel, selectedVersion } from '../tls/server-hello.ts'
import type { AnswerFact, OfferFact, ProblemFact } from './facts.ts'

const NOTHING = new Uint8Array(0)

/** A ClientHello; `n`: its number in the connection. */
export function offerFact(n: number, { message: { complete }, error }: SpokenMessage, hello: ClientHello): OfferFact {
  const offer: Mutable<OfferFact> = {
    n,
    complete,
    problem: problemFact(error),
    sslv2: hello.sslv2 ?? false,
    legacyVersion: hello.legacyVersion,
    versions: undefined,
    sessionId: hello.legacySessionId ?? NOTHING,
    cipherSuites: hello.cipherSuites ?? [],
    compressionMethods: hello.legacyCompressionMethods ?? [],
    groups: undefined,
    keyShares: undefined,
    signatureAlgorithms: undefined,
    applicationProtocols: undefined,
    pskIdentities: undefined,
    serverName: undefined,
    extensions: hello.extensions?.map(({ extensionType }) => extensionType),
    renegotiationInfoLength: undefined,
  }
  // One way through them, and not one for each that is asked of. Of an extension that comes twice the first counts.
  for (const { body } of hello.extensions ?? []) if (body !== undefined) readOffered(body, offer)
  return offer
}

type Mutable<Fact> = { -readonly [Key in keyof Fact]: Fact[Key] }

function readOffered(body: ExtensionBody, offer: Mutable<OfferFact>): void {
  switch (body.name) {
    case 'supported_versions':
      offer.versions ??= body.versions
      return
    case 'supported_groups':
      offer.groups ??= body.namedGroupList
      return
    case 'key_share':
      offer.keyShares ??= body.clientShares.map(({ group, keyExchange }) => ({
        group,
        length: keyExchange.length,
        zero: keyExchange.every((byte) => byte === 0),
      }))
      return
    case 'signature_algorithms':
      offer.signatureAlgorithms ??= body.supportedSignatureAlgorithms
      return
    case 'application_layer_protocol_negotiation':
      offer.applicationProtocols ??= body.protocolNameList
      return
    case 'pre_shared_key':
      offer.pskIdentities ??= body.identities.length
      return
    case 'server_name':
      offer.serverName ??= body.serverNameList[0]?.hostName
      return
    case 'renegotiation_info':
      offer.renegotiationInfoLength ??= body.bytes.length
      return
    default:
  }
}

/** A ServerHello or HelloRetryRequest. */
export function answerFact(n: number, { message: { complete }, error }: SpokenMessage, hello: ServerHello): AnswerFact {
  const { extensions } = hello
  const keyShare = findExtension(extensions, 'key_share')
  return {
    n,
    complete,
    problem: problemFact(error),
    legacyVersion: hello.legacyVersion,
    version: selectedVersion(hello),
    sessionId: hello.legacySessionIdEcho ?? NOTHING,
    cipherSuite: hello.cipherSuite,
    compressionMethod: hello.legacyCompressionMethod,
    group: keyShare?.serverShare?.group ?? keyShare?.selectedGroup,
    extensions: (extensions ?? []).map(({ extensionType }) => extensionType),
    downgradeMark: downgradeSentinel(hello.random) !== undefined,
    renegotiationInfoLength: findExtension(extensions, 'renegotiation_info')?.bytes.length,
  }
}

export function problemFact(error: SpokenMessage['error']): ProblemFact | undefined {
  return error && { offset: error.offset, text: error.message }
}
