/** pre_shared_key, RFC 8446 §4.2.11: identities and binders from the client, the position of the accepted one from the server. */
import type { FieldReader } from '../field-reader.ts'

export interface PreSharedKeyExtension {
  readonly name: 'pre_shared_key'
  readonly identities: { identity: Uint8Array; obfuscatedTicketAge: number }[]
  readonly binders: Uint8Array[]
  selectedIdentity: number | undefined
}

export function decodePreSharedKey(data: FieldReader, fromClient: boolean): PreSharedKeyExtension {
  const body: PreSharedKeyExtension = {
    name: 'pre_shared_key',
    identities: [],
    binders: [],
    selectedIdentity: undefined,
  }
  if (!fromClient) {
    body.selectedIdentity = data.count('selected_identity', 2)
    return body
  }
  data.list('identities', 2, (item) => {
    body.identities.push(
      item.group('psk_identity_entry', (inside) => ({
        identity: inside.vector('identity', 2),
        obfuscatedTicketAge: inside.count('obfuscated_ticket_age', 4),
      })),
    )
  })
  data.list('binders', 2, (item) => body.binders.push(item.vector('binder', 1)))
  return body
}
