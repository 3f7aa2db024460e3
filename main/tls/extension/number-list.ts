/** Extensions that are numbers of registries which nobody names here: what they offer is shown as it is. */
import type { FieldReader } from '../field-reader.ts'

export interface NumberListExtension {
  readonly name: keyof typeof LISTS | 'use_srtp' | 'token_binding' | 'ticket_request' | 'dnssec_chain'
  readonly numbers: number[]
}

/** Vectors of numbers: what one is called, its bytes, and the bytes of the vector's length. */
const LISTS = {
  /** RFC 4681 §2. */
  user_mapping: ['user_mapping_type', 1, 1],
  /** RFC 5878 §2. */
  client_authz: ['authz_format', 1, 1],
  server_authz: ['authz_format', 1, 1],
  /** RFC 6091 §3.1. */
  cert_type: ['certificate_type', 1, 1],
  /** RFC 8870 §5.2.1. */
  supported_ekt_ciphers: ['ekt_cipher', 1, 1],
  /** RFC 9849 §5.1: which extensions of the outer hello the inner one repeats. */
  ech_outer_extensions: ['extension_type', 2, 1],
} as const satisfies Readonly<Record<string, readonly [item: string, width: 1 | 2, length: 1 | 2]>>

/** Of what the client lists, a server names the one that it chose, without the vector's length. */
const CHOSEN_BY_SERVER: readonly string[] = ['cert_type', 'supported_ekt_ciphers'] satisfies (keyof typeof LISTS)[]

export function decodeNumberList(
  data: FieldReader,
  name: keyof typeof LISTS,
  fromClient: boolean,
): NumberListExtension {
  const body: NumberListExtension = { name, numbers: [] }
  const [item, width, length] = LISTS[name]
  if (!fromClient && CHOSEN_BY_SERVER.includes(name)) body.numbers.push(data.uint(item, width))
  else data.list(`${item}s`, length, (one) => body.numbers.push(one.uint(item, width)))
  return body
}

/** use_srtp (RFC 5764 §4.1.1): profiles, and a key identifier. */
export function decodeUseSrtp(data: FieldReader): NumberListExtension {
  const body: NumberListExtension = { name: 'use_srtp', numbers: [] }
  data.list('srtp_protection_profiles', 2, (item) => body.numbers.push(item.uint('srtp_protection_profile', 2)))
  data.vector('srtp_mki', 1)
  return body
}

/** token_binding (RFC 8472 §2): a version, and parameters of keys. */
export function decodeTokenBinding(data: FieldReader): NumberListExtension {
  const body: NumberListExtension = { name: 'token_binding', numbers: [] }
  data.count('major', 1)
  data.count('minor', 1)
  data.list('key_parameters_list', 1, (item) => body.numbers.push(item.uint('key_parameters', 1)))
  return body
}

/** ticket_request (RFC 9149 §3): how many tickets a client would like for a new and for a resumed session; how many the server will send. */
export function decodeTicketRequest(data: FieldReader, fromClient: boolean): NumberListExtension {
  const names = fromClient ? ['new_session_count', 'resumption_count'] : ['expected_count']
  return { name: 'ticket_request', numbers: names.map((name) => data.count(name, 1)) }
}

/** dnssec_chain (RFC 9102 §2.2): the port that a client means; how long the server can answer, in hours, and the records. */
export function decodeDnssecChain(data: FieldReader, fromClient: boolean): NumberListExtension {
  const numbers = [fromClient ? data.count('port_number', 2) : data.count('ext_support_lifetime', 2, 'hours')]
  if (!fromClient && data.left > 0) data.rest('dnssec_authentication_chain')
  return { name: 'dnssec_chain', numbers }
}
