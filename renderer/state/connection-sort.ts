import type { ConnectionSort } from '../../preload/contract/connection.ts'

/** What the list can be ordered by, in words; in the order of the menu. */
export const SORT_TITLES: Readonly<Record<ConnectionSort, string>> = {
  start: 'Start',
  duration: 'Duration',
  outcome: 'Outcome',
  boundary: 'Stage reached',
  cause: 'Cause',
  client: 'Client',
  server: 'Server',
  serverName: 'Server name',
  version: 'Version',
  cipherSuite: 'Cipher suite',
  signature: 'Signature',
  messageCount: 'Messages',
}

export const SORTS = Object.keys(SORT_TITLES) as ConnectionSort[]
