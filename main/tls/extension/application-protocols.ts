/** application_layer_protocol_negotiation (RFC 7301 §3.1), and its relatives: ALPS (draft) and NPN (draft, long dead). */
import type { FieldReader } from '../field-reader.ts'
import { safeAscii } from '../text.ts'

export interface ApplicationProtocolsExtension {
  readonly name: 'application_layer_protocol_negotiation' | 'application_settings' | 'next_protocol_negotiation'
  readonly protocolNameList: string[]
  /** The same names as they are on the wire. */
  readonly protocolNameBytes: Uint8Array[]
}

export function decodeApplicationProtocols(data: FieldReader): ApplicationProtocolsExtension {
  return protocolList(data, 'application_layer_protocol_negotiation')
}

/** ALPS: a list in the ClientHello, settings of the application as they are in EncryptedExtensions. */
export function decodeApplicationSettings(data: FieldReader, fromClientHello: boolean): ApplicationProtocolsExtension {
  if (fromClientHello) return protocolList(data, 'application_settings')
  data.rest('settings')
  return { name: 'application_settings', protocolNameList: [], protocolNameBytes: [] }
}

/** NPN: empty from the client; from the server names without a length around them. */
export function decodeNextProtocolNegotiation(data: FieldReader): ApplicationProtocolsExtension {
  const body: ApplicationProtocolsExtension = {
    name: 'next_protocol_negotiation',
    protocolNameList: [],
    protocolNameBytes: [],
  }
  data.each((item) => protocolName(item, body))
  return body
}

function protocolList(data: FieldReader, name: ApplicationProtocolsExtension['name']): ApplicationProtocolsExtension {
  const body: ApplicationProtocolsExtension = { name, protocolNameList: [], protocolNameBytes: [] }
  data.list('protocol_name_list', 2, (item) => protocolName(item, body))
  return body
}

function protocolName(item: FieldReader, body: ApplicationProtocolsExtension): void {
  const bytes = item.vector('protocol_name', 1, safeAscii)
  body.protocolNameBytes.push(bytes)
  body.protocolNameList.push(safeAscii(bytes))
}
