/** The tree of decoded fields that the window ties to the bytes of a message. */

export interface Field {
  /** RFC name: `legacy_version`, `cipher_suites`, `extension_data`. */
  readonly name: string
  /** `bytes[start..end)` of the message. */
  readonly start: number
  readonly end: number
  /** The value as shown: `0303`, `tn3270.example`, `9 items, 18 bytes`. */
  readonly value: string
  /** The registered name of a code point, with z/OS spelling where it has one; null where the value says it all. */
  readonly meaning: string | null
  /** One plain sentence on what the field is for; null where nothing is to be said. */
  readonly sentence: string | null
  /** Something is wrong with the field: bytes missing, a length that lies. */
  readonly problem: string | null
  readonly children: readonly Field[]
}

/** A field while it is being read. */
export interface OpenField {
  name: string
  start: number
  end: number
  value: string
  meaning: string | null
  sentence: string | null
  problem: string | null
  children: OpenField[]
}
