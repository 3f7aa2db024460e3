/** tshark's reading of a capture, as the reference material has it: one document a capture, without keys or with them. */

export type Way = 'c2s' | 's2c'

export interface TsharkClientHello {
  readonly legacy_version?: number
  readonly random?: string | null
  readonly session_id?: string
  readonly cipher_suites?: readonly number[]
  readonly compression_methods?: readonly number[]
  readonly extensions?: readonly number[]
  readonly sslv2_cipher_specs?: readonly number[]
  readonly sni?: readonly string[]
  readonly supported_versions?: readonly number[]
  readonly supported_groups?: readonly number[]
  readonly key_share_groups?: readonly number[]
  readonly signature_algorithms?: readonly number[]
  readonly signature_algorithms_cert?: readonly number[]
  readonly alpn?: readonly string[]
  readonly psk_modes?: readonly number[]
  readonly psk_identities?: number
  readonly session_ticket_length?: number
  readonly early_data?: boolean
  readonly ja3?: string | null
}

export interface TsharkServerHello {
  readonly version?: number
  readonly random?: string
  readonly session_id?: string
  readonly cipher_suite?: number
  readonly compression_method?: number
  readonly hello_retry_request?: boolean
  readonly extensions?: readonly number[]
  readonly selected_version?: number | null
  readonly key_share_group?: number | null
  readonly alpn?: readonly string[]
  readonly psk_selected?: number
}

export interface TsharkMessage {
  readonly frame: number
  readonly time?: string | null
  readonly dir: Way
  readonly record_version: number | null
  /** null: encrypted; such an entry is one record. */
  readonly type: number | null
  readonly length: number
  readonly client_hello?: TsharkClientHello
  readonly server_hello?: TsharkServerHello
  readonly certificates?: readonly string[]
  readonly named_curve?: number | null
  readonly signature_algorithm?: number | null
  readonly ticket_lifetime_hint?: number
  readonly ticket_length?: number
  readonly certificate_types?: readonly number[]
  readonly signature_algorithms?: readonly number[]
  readonly distinguished_names?: number
  readonly extensions?: readonly number[]
  readonly alpn?: readonly string[]
}

export interface TsharkAlert {
  readonly frame: number
  readonly dir: Way
  readonly record_version: number | null
  readonly level: number | null
  readonly description: number | null
}

export type TsharkRecord = readonly [
  frame: number,
  dir: Way,
  contentType: number | string,
  version: number,
  length: number,
]

export interface TsharkStream {
  readonly stream: number
  readonly client: string
  readonly server: string
  readonly client_by?: string
  readonly handshake: readonly TsharkMessage[]
  readonly alerts: readonly TsharkAlert[]
  readonly record_list: readonly TsharkRecord[]
}

export interface TsharkCertificate {
  readonly length: number
  readonly subject: string | null
  readonly issuer: string | null
  readonly serial: string | null
  readonly not_before: string | null
  readonly not_after: string | null
}

export interface TsharkReading {
  /** `packets` is missing where capinfos could not read the file. */
  readonly capture: { readonly packets?: number }
  readonly streams: readonly TsharkStream[]
  readonly certificates?: Readonly<Record<string, TsharkCertificate>>
}
