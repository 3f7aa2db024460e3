/**
 * What was offered against what was accepted and chosen. Of a choice only the chosen is known to be acceptable to the other side;
 * of the rest nothing is said unless bytes prove it. The rules stand in negotiation-reason.ts.
 */
import { cipherSuiteName, cipherSuiteWeaknesses, zosCipherSpelling } from '../reference/cipher-suite.ts'
import { isGrease } from '../reference/code-point-name.ts'
import { signatureSchemeName, signatureSchemeWeaknesses, zosSignatureSpelling } from '../reference/signature-scheme.ts'
import { groupName, groupWeaknesses, zosGroupSpelling } from '../reference/supported-group.ts'
import { tlsEquivalent, versionName, versionWeaknesses } from '../reference/version.ts'
import { certificateOf } from './sent-certificate.ts'
import type { ClientHello } from './client-hello.ts'
import type { SpokenMessage } from './conversation.ts'
import { decodeConversation } from './conversation.ts'
import { readCertificate } from '../x509/certificate.ts'
import {
  groupDropped,
  PASSED_OVER,
  placeIn,
  schemeDropped,
  type ServerKey,
  suiteChosen,
  suiteDropped,
  type Terms,
} from './negotiation-reason.ts'
import { findExtension } from './extension.ts'
import type { HandshakeValue } from './handshake.ts'
import type { TlsMessage } from './message.ts'
import type { ServerHello } from './server-hello.ts'
import { downgradeSentinel, selectedVersion } from './server-hello.ts'

export interface NegotiationEntry {
  /** Application protocols have no code points: their position in the offer. */
  readonly code: number
  readonly name: string
  readonly zos: string | null
  readonly offered: boolean
  /** What the other side is known to allow; null: not in this trace. */
  readonly accepted: boolean | null
  readonly chosen: boolean
  readonly reason: string | null
  readonly weak: readonly string[]
}

export interface Negotiation {
  readonly versions: readonly NegotiationEntry[]
  readonly cipherSuites: readonly NegotiationEntry[]
  readonly groups: readonly NegotiationEntry[]
  readonly signatureAlgorithms: readonly NegotiationEntry[]
  readonly applicationProtocols: readonly NegotiationEntry[]
}

const TLS13 = 0x0304
const GREASE_REASON = 'a reserved value that no one may choose (RFC 8701)'

/** `spoken` may be given where the messages were decoded before; `keys`: what else is known of the server's certificates. */
export function negotiation(
  messages: readonly TlsMessage[],
  spoken: readonly SpokenMessage[] = decodeConversation(messages),
  keys: readonly ServerKey[] = [],
): Negotiation {
  const client = lastOffer(spoken)
  const server = find(spoken, (value): value is ServerHello => value.name === 'server_hello')
  const retry = find(spoken, (value): value is ServerHello => value.name === 'hello_retry_request')
  const answer = server ?? retry
  const shown = shownKeys(spoken)
  const chosen = answer === undefined ? undefined : selectedVersion(answer)
  const terms: Terms = {
    version: chosen === undefined ? undefined : tlsEquivalent(chosen),
    versionText: chosen === undefined ? '' : versionName(chosen),
    keys: shown.length > 0 ? shown : keys,
    groups: findExtension(client?.extensions, 'supported_groups')?.namedGroupList,
  }
  return {
    versions: versions(client, server, chosen),
    cipherSuites: cipherSuites(client, answer?.cipherSuite, terms),
    groups: groups(spoken, client, server, retry, terms.version),
    signatureAlgorithms: signatureAlgorithms(spoken, client, terms),
    applicationProtocols: applicationProtocols(spoken, client, server),
  }
}

/** The key of the leaf that the server showed in this handshake. */
function shownKeys(spoken: readonly SpokenMessage[]): ServerKey[] {
  for (const { message, value } of spoken) {
    const leaf = message.from === 'server' ? certificateOf(value)?.certificateList?.[0] : undefined
    if (leaf === undefined) continue
    const { keyType, curve, unreadable } = readCertificate(leaf.certData)
    return unreadable === null ? [{ keyType, curve, from: 'shown in this handshake' }] : []
  }
  return []
}

type Judgement = { readonly accepted: boolean | null; readonly reason: string | null }
const UNKNOWN: Judgement = { accepted: null, reason: null }

interface Names {
  readonly name: (code: number) => string
  readonly zos: (code: number) => string | undefined
  readonly weak: (code: number) => readonly string[]
}

/** All that was offered, in its order, and the chosen one even if nobody is seen to have offered it. */
function entries(
  offered: readonly number[],
  chosen: number | undefined,
  names: Names,
  judge: (code: number) => Judgement,
  why: (chosen: number) => string | null = () => null,
): NegotiationEntry[] {
  const codes = chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen]
  return codes.map((code) => ({
    code,
    name: names.name(code),
    zos: names.zos(code) ?? null,
    offered: offered.includes(code),
    chosen: code === chosen,
    weak: names.weak(code),
    ...(code === chosen
      ? { accepted: true, reason: why(code) }
      : isGrease(code)
        ? { accepted: null, reason: GREASE_REASON }
        : judge(code)),
  }))
}

function versions(
  client: ClientHello | undefined,
  server: ServerHello | undefined,
  chosen: number | undefined,
): NegotiationEntry[] {
  const listed = findExtension(client?.extensions, 'supported_versions')?.versions
  const highest = client?.legacyVersion
  // Without the extension the hello names only its highest version and means the lower ones too (RFC 5246 §E.1).
  const offered =
    listed ??
    (highest === undefined
      ? []
      : highest === chosen || chosen === undefined || isAbove(chosen, highest)
        ? [highest]
        : [highest, chosen])
  const couldDoMore = downgradeSentinel(server?.random)
  return entries(
    offered,
    chosen,
    { name: versionName, zos: () => undefined, weak: versionWeaknesses },
    (code) => {
      if (server === undefined || chosen === undefined || isAbove(chosen, code)) return UNKNOWN
      if (couldDoMore !== undefined) {
        return {
          accepted: null,
          reason: `the server chose less; its random carries the mark that it could do more than ${couldDoMore} (RFC 8446 §4.1.3)`,
        }
      }
      // RFC 5246 §E.1: the server answers with the highest version that it has.
      return {
        accepted: false,
        reason: `the server answered with ${versionName(chosen)}, without the mark that it could do more`,
      }
    },
    (code) => {
      if (!offered.includes(code)) return 'the client did not offer it'
      const higher = offered.some((other) => !isGrease(other) && isAbove(other, code))
      if (!higher) return 'the highest on offer'
      return couldDoMore === undefined
        ? 'not the highest on offer: the server shows no sign that it could do more'
        : 'less than the server could do, as its random says'
    },
  )
}

/** Versions of DTLS count downwards. */
function isAbove(version: number, other: number): boolean {
  return tlsEquivalent(version) > tlsEquivalent(other)
}

function cipherSuites(client: ClientHello | undefined, chosen: number | undefined, terms: Terms): NegotiationEntry[] {
  const names = { name: cipherSuiteName, zos: zosCipherSpelling, weak: cipherSuiteWeaknesses }
  const offered = client?.cipherSuites ?? []
  const place = chosen === undefined ? -1 : offered.indexOf(chosen)
  return entries(
    offered,
    chosen,
    names,
    (code) => {
      const dropped = suiteDropped(code, terms)
      if (dropped !== undefined) return { accepted: null, reason: dropped }
      return place >= 0 && offered.indexOf(code) < place ? { accepted: null, reason: PASSED_OVER } : UNKNOWN
    },
    (code) => suiteChosen(code, offered, terms),
  )
}

function groups(
  spoken: readonly SpokenMessage[],
  client: ClientHello | undefined,
  server: ServerHello | undefined,
  retry: ServerHello | undefined,
  version: number | undefined,
): NegotiationEntry[] {
  const exchange = find(spoken, (value) => value.name === 'server_key_exchange')
  const asked = findExtension(retry?.extensions, 'key_share')?.selectedGroup
  const chosen = findExtension(server?.extensions, 'key_share')?.serverShare?.group ?? exchange?.namedGroup ?? asked
  // RFC 8446 §4.2.7: what the server would have liked better, for the client's next time; a list of all that it has.
  const allowed = findExtension(
    find(spoken, (value) => value.name === 'encrypted_extensions')?.extensions,
    'supported_groups',
  )?.namedGroupList
  const firstShares = firstHello(spoken)
  const shares = (findExtension(firstShares?.extensions, 'key_share')?.clientShares ?? []).map((share) => share.group)
  const names = { name: groupName, zos: zosGroupSpelling, weak: groupWeaknesses }
  const offered = findExtension(client?.extensions, 'supported_groups')?.namedGroupList ?? []
  return entries(
    offered,
    chosen,
    names,
    (code) => {
      if (allowed !== undefined)
        return {
          accepted: allowed.includes(code),
          reason: allowed.includes(code) ? null : "not in the server's own list",
        }
      if (asked !== undefined && shares.includes(code)) {
        return { accepted: null, reason: `the server had its key share and asked for ${groupName(asked)} instead` }
      }
      const dropped = groupDropped(code, version)
      if (dropped !== undefined) return { accepted: null, reason: dropped }
      const unshared = version !== undefined && version >= TLS13 && chosen !== undefined && !shares.includes(code)
      return unshared
        ? { accepted: null, reason: 'the client sent no key share for it: it would have taken another round trip' }
        : UNKNOWN
    },
    (code) => groupChosen(code, { offered, shares, asked, version }),
  )
}

function groupChosen(
  code: number,
  {
    offered,
    shares,
    asked,
    version,
  }: {
    readonly offered: readonly number[]
    readonly shares: readonly number[]
    readonly asked: number | undefined
    readonly version: number | undefined
  },
): string {
  if (asked === code)
    return 'the server asked for it (HelloRetryRequest): none of the key shares sent was one that it takes'
  if (version !== undefined && version >= TLS13) {
    if (shares.length === 1) return 'the only group that the client sent a key share for'
    if (shares.length > 0) return placeIn(shares, code)
  }
  return placeIn(
    offered.filter((other) => !isGrease(other) && groupDropped(other, version) === undefined),
    code,
  )
}

function signatureAlgorithms(
  spoken: readonly SpokenMessage[],
  client: ClientHello | undefined,
  terms: Terms,
): NegotiationEntry[] {
  const verify = spoken.find(
    ({ message, value }) => message.from === 'server' && value?.name === 'certificate_verify',
  )?.value
  const chosen =
    (verify?.name === 'certificate_verify' ? verify.algorithm : undefined) ??
    find(spoken, (value) => value.name === 'server_key_exchange')?.signatureScheme
  const offered = findExtension(client?.extensions, 'signature_algorithms')?.supportedSignatureAlgorithms ?? []
  const names = { name: signatureSchemeName, zos: zosSignatureSpelling, weak: signatureSchemeWeaknesses }
  const place = chosen === undefined ? -1 : offered.indexOf(chosen)
  return entries(
    offered,
    chosen,
    names,
    (code) => {
      const dropped = schemeDropped(code, terms)
      if (dropped !== undefined) return { accepted: null, reason: dropped }
      return place >= 0 && offered.indexOf(code) < place ? { accepted: null, reason: PASSED_OVER } : UNKNOWN
    },
    (code) =>
      placeIn(
        offered.filter((other) => !isGrease(other) && schemeDropped(other, terms) === undefined),
        code,
      ),
  )
}

function applicationProtocols(
  spoken: readonly SpokenMessage[],
  client: ClientHello | undefined,
  server: ServerHello | undefined,
): NegotiationEntry[] {
  const name = 'application_layer_protocol_negotiation'
  const encrypted = find(spoken, (value) => value.name === 'encrypted_extensions')
  const offered = findExtension(client?.extensions, name)?.protocolNameList ?? []
  const chosen = (findExtension(server?.extensions, name) ?? findExtension(encrypted?.extensions, name))
    ?.protocolNameList[0]
  // In TLS 1.3 the answer stands under keys.
  const readable =
    encrypted !== undefined || (server !== undefined && tlsEquivalent(selectedVersion(server) ?? TLS13) < TLS13)
  const all = chosen === undefined || offered.includes(chosen) ? offered : [...offered, chosen]
  return all.map((protocol, position) => ({
    code: position,
    name: protocol,
    zos: null,
    offered: offered.includes(protocol),
    accepted: protocol === chosen ? true : null,
    chosen: protocol === chosen,
    reason: protocolReason(protocol, chosen, offered, readable),
    weak: [],
  }))
}

/** RFC 7301 §3.2: the server chooses one, or answers without the extension. */
function protocolReason(
  protocol: string,
  chosen: string | undefined,
  offered: readonly string[],
  readable: boolean,
): string | null {
  if (chosen === undefined) return readable ? 'the server answered without choosing a protocol' : null
  if (protocol !== chosen) return 'the server chose another one'
  if (!offered.includes(chosen)) return 'the client did not offer it'
  return offered[0] === chosen ? "the client's first" : "the server's order, or it lacks those before it"
}

function find<Value extends HandshakeValue>(
  spoken: readonly SpokenMessage[],
  is: (value: HandshakeValue) => value is Value,
): Value | undefined {
  for (const { value } of spoken) if (value !== undefined && is(value)) return value
  return undefined
}

function firstHello(spoken: readonly SpokenMessage[]): ClientHello | undefined {
  return find(spoken, (value) => value.name === 'client_hello')
}

/** The hello that the server answered: the second one after a HelloRetryRequest. */
function lastOffer(spoken: readonly SpokenMessage[]): ClientHello | undefined {
  let offer: ClientHello | undefined
  for (const { value } of spoken) {
    if (value?.name === 'server_hello') return offer
    if (value?.name === 'client_hello') offer = value
  }
  return offer
}
