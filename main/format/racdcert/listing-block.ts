/** What RACDCERT LIST, LISTRING and LISTCHAIN display, as their readers keep it. Undefined: not displayed. */

export interface ListedCertificate {
  /** A user id, `CERTAUTH` or `SITE`. */
  readonly owner: string
  readonly label?: string
  readonly line: number
  /** `TRUST`, `NOTRUST`, `HIGHTRUST`. */
  readonly status?: string
  /** As displayed, local time: `2025/03/10 00:00:00`. */
  readonly startDate?: string
  readonly endDate?: string
  readonly serial?: string
  readonly issuer?: string
  readonly subject?: string
  readonly altNames: readonly string[]
  readonly signingAlgorithm?: string
  readonly keyUsage?: string
  /** `RSA`, `RSA Mod-Exp`, `DSA`, `NIST ECC`, `Brainpool ECC`. */
  readonly keyType?: string
  readonly keySize?: number
  /** `YES`, `NO`; in older releases the kind of key, `None` for none. */
  readonly privateKey?: string
  readonly fingerprint?: string
  readonly rings: readonly { readonly owner: string; readonly ring: string }[]
  /** Fields that have no place above. */
  readonly others: readonly string[]
}

export interface ListedRing {
  readonly owner: string
  readonly ring: string
  readonly line: number
  readonly certificates: readonly ListedRingEntry[]
}

export interface ListedRingEntry {
  readonly label: string
  /** A user id, `CERTAUTH` or `SITE`. */
  readonly owner: string
  /** `PERSONAL`, `CERTAUTH`, `SITE`. */
  readonly usage: string
  readonly isDefault: boolean
  readonly line: number
}
