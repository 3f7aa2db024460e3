/** What the hellos agreed on. */
export interface EarlierHandshake {
  readonly version: number
  readonly cipherSuite: number
  readonly clientRandom: Uint8Array
  readonly serverRandom: Uint8Array
  /** RFC 7366. */
  readonly encryptThenMac: boolean
  /** compression_method: 0 none, 1 DEFLATE. */
  readonly compression: number
}
