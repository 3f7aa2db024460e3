/**
 * Words that are stored as numbers: a word's number is its position. Case files outlive versions of the program, so a list only ever
 * gains at its end. Outcome and boundary are sorted by in the list of connections, hence their order.
 */
export const OUTCOMES = ['established', 'incomplete', 'failed'] as const
export const BOUNDARIES = [
  'tcp',
  'client_hello',
  'server_hello',
  'server_flight',
  'client_flight',
  'finished',
  'application',
] as const
export const SIDES = ['client', 'server'] as const
export const CONTENTS = ['handshake', 'alert', 'change_cipher_spec', 'heartbeat'] as const
export const VISIBILITIES = ['plain', 'decrypted', 'inferred', 'encrypted'] as const
export const TRANSPORTS = ['tcp', 'dtls', 'none', 'quic'] as const
export const ROLES = ['wire', 'client', 'server'] as const
export const RESUMPTIONS = ['none', 'session-id', 'ticket', 'psk'] as const
export const JOINED_BY = ['client-random', 'four-tuple', 'connection-id', 'time', 'manual'] as const
export const SPELLING_KINDS = ['client', 'server', 'serverName', 'alpn'] as const
export type SpellingKind = (typeof SPELLING_KINDS)[number]
export const HAND_DECISIONS = ['join', 'split'] as const
export const EVENT_KINDS = [
  'syn',
  'syn_ack',
  'fin',
  'rst',
  'gap',
  'retransmission',
  'conflict',
  'application_data',
  'not_tls',
  'closed',
  'record_read',
  'application_call',
  'host_error',
  'host_secured',
  'host_failed',
  'bad_record_mac',
  'keys_do_not_fit',
  'finished_does_not_verify',
  'after_reset',
  'icmp',
  'clear_text',
  'out_of_window',
  'quic_version',
] as const
/** Of a finding, the surest first. */
export const CONFIDENCES = ['certain', 'likely', 'possible'] as const
export const SOURCE_STATES = ['queued', 'indexing', 'ready', 'partial', 'refused', 'failed'] as const
export const ZONES = ['utc', 'local', 'unknown'] as const

/** The number of a word; a word that is not in its list is a broken invariant. */
export function numberOf<T extends string>(list: readonly T[], word: T): number {
  const at = list.indexOf(word)
  if (at < 0) throw new RangeError(`no such word: ${word}`)
  return at
}

/** The word of a number; a case file written by a newer version may hold numbers that this one has no word for. */
export function wordOf<T extends string>(list: readonly T[], stored: number | bigint): T {
  const word = list[Number(stored)]
  if (word === undefined) throw new RangeError(`the case file holds ${stored} where one of ${list.join(', ')} is due`)
  return word
}
