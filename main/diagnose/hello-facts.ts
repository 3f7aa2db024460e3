/** What a hello says, as the rules take it. */
import type { ClientHello } from '../tls/client-hello.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { findExtension } from '../tls/extension.ts'
import type { ServerHello } from '../tls/server-hello.ts'
import { downgradeSentinel, selectedVersion } from '../tls/server-hello.ts'
import type { AnswerFact, OfferFact, ProblemFact } from './facts.ts'

const NOTHING = new Uint8Array(0)

/** A ClientHello; `n`: its number in the connection. */
export function offerFact(n: number, { message: { complete }, error }: SpokenMessage, hello: ClientHello): OfferFact {
  const { extensions } = hello
  return {
    n,
    complete,
    problem: problemFact(error),
    sslv2: hello.sslv2 ?? false,
    legacyVersion: hello.legacyVersion,
    versions: findExtension(extensions, 'supported_versions')?.versions,
    sessionId: hello.legacySessionId ?? NOTHING,
    cipherSuites: hello.cipherSuites ?? [],
    compressionMethods: hello.legacyCompressionMethods ?? [],
    groups: findExtension(extensions, 'supported_groups')?.namedGroupList,
    keyShares: findExtension(extensions, 'key_share')?.clientShares.map(({ group, keyExchange }) => ({
      group,
      length: keyExchange.length,
      zero: keyExchange.every((byte) => byte === 0),
    })),
    signatureAlgorithms: findExtension(extensions, 'signature_algorithms')?.supportedSignatureAlgorithms,
    applicationProtocols: findExtension(extensions, 'application_layer_protocol_negotiation')?.protocolNameList,
    pskIdentities: findExtension(extensions, 'pre_shared_key')?.identities.length,
    serverName: findExtension(extensions, 'server_name')?.serverNameList[0]?.hostName,
    extensions: extensions?.map(({ extensionType }) => extensionType),
    renegotiationInfoLength: findExtension(extensions, 'renegotiation_info')?.bytes.length,
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
