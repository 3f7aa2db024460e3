/** What is compared of settings: the part of a policy and of a key ring that says what is in force. Those of a case fit as they are. */

/** Undefined: any. */
export interface ComparedConditions {
  readonly localAddresses: readonly AddressSpan[] | undefined
  readonly remoteAddresses: readonly AddressSpan[] | undefined
  readonly localPorts: readonly PortSpan[] | undefined
  readonly remotePorts: readonly PortSpan[] | undefined
  readonly job: string | undefined
  readonly user: string | undefined
  readonly direction: string | undefined
}

export interface AddressSpan {
  readonly family: number
  readonly first: bigint
  readonly last: bigint
}

export interface PortSpan {
  readonly first: number
  readonly last: number
}

export interface ComparedValue {
  readonly keyword: string
  readonly values: readonly string[]
  readonly from: 'connection' | 'environment' | 'group' | 'default'
}

export interface ComparedRule {
  readonly name: string
  /** The stack, where displayed. */
  readonly image: string | undefined
  readonly priority: number
  readonly conditions: ComparedConditions
  readonly values: readonly ComparedValue[]
}

export interface ComparedPolicy {
  readonly origin: 'written' | 'active'
  readonly rules: readonly ComparedRule[]
}

/** Undefined: not displayed. */
export interface ComparedRingCertificate {
  readonly label: string
  readonly owner: string | undefined
  readonly usage: string | undefined
  readonly isDefault: boolean
  readonly trusted: boolean | undefined
  readonly notBefore: number | undefined
  readonly notAfter: number | undefined
  readonly subject: string | undefined
  readonly issuer: string | undefined
  readonly keyType: string | undefined
  readonly keyBits: number | undefined
  readonly curve: string | undefined
  readonly hasPrivateKey: boolean | undefined
  readonly keyUsage: string | undefined
}

export interface ComparedRing {
  readonly owner: string
  readonly ring: string
  /** False: only those of its certificates are known that were displayed by themselves. */
  readonly complete: boolean
  readonly certificates: readonly ComparedRingCertificate[]
}
