/** key_share, RFC 8446 §4.2.8: shares from the client, one from the server, a bare group in a HelloRetryRequest. */
import type { FieldReader } from '../field-reader.ts'
import { groupMeaning } from '../meaning.ts'

export interface KeyShareEntry {
  readonly group: number
  readonly keyExchange: Uint8Array
}

export interface KeyShareExtension {
  readonly name: 'key_share'
  readonly clientShares: KeyShareEntry[]
  serverShare: KeyShareEntry | undefined
  /** HelloRetryRequest only. */
  selectedGroup: number | undefined
}

export function decodeKeyShare(
  data: FieldReader,
  message: 'client_hello' | 'server_hello' | 'hello_retry_request',
): KeyShareExtension {
  const body: KeyShareExtension = {
    name: 'key_share',
    clientShares: [],
    serverShare: undefined,
    selectedGroup: undefined,
  }
  if (message === 'client_hello')
    data.list('client_shares', 2, (item) => body.clientShares.push(entry(item, 'key_share_entry')))
  else if (message === 'server_hello') body.serverShare = entry(data, 'server_share')
  else body.selectedGroup = data.uint('selected_group', 2, groupMeaning)
  return body
}

function entry(reader: FieldReader, name: string): KeyShareEntry {
  return reader.group(
    name,
    (inside) => ({
      group: inside.uint('group', 2, groupMeaning),
      keyExchange: inside.vector('key_exchange', 2),
    }),
    (share) => groupMeaning(share.group),
  )
}
