/**
 * Which findings a code usually goes with, from the sources that the tables cite. A hint for reading on: a finding itself rests on what
 * a connection shows. Ids are plain text here; a test holds them against the list of causes.
 */
import type { ReadingKind } from './reading.ts'

const BY_CODE: Partial<Record<ReadingKind, Readonly<Record<number, readonly string[]>>>> = {
  'system-ssl': {
    0: ['trace-not-a-failure'],
    6: ['no-acceptable-key-label'],
    7: ['server-has-no-certificate', 'no-acceptable-key-label'],
    8: ['unknown-ca', 'incomplete-chain'],
    202: ['key-ring-not-opened'],
    401: ['certificate-expired', 'certificate-not-yet-valid'],
    402: ['no-common-cipher', 'cipher-needs-other-certificate', 'certificate-curve-unsupported'],
    403: ['client-certificate-required'],
    406: ['tcp-reset-in-handshake', 'tcp-closed-in-handshake'],
    407: ['no-acceptable-key-label'],
    410: ['decode-error', 'double-tls', 'plaintext-on-tls-port'],
    411: ['bad-record-mac'],
    412: ['no-common-version'],
    414: ['weak-certificate', 'certificate-processing-failed'],
    416: ['key-ring-permission-denied'],
    417: ['self-signed'],
    420: ['tcp-closed-in-handshake'],
    428: ['no-acceptable-key-label', 'key-ring-permission-denied'],
    431: ['certificate-revoked'],
    432: ['renegotiation-refused', 'unsafe-renegotiation-refused'],
    435: ['unknown-ca', 'incomplete-chain'],
    440: ['certificate-purpose-wrong'],
    446: ['unsupported-extension'],
    510: ['no-acceptable-key-label', 'cipher-needs-other-certificate'],
    515: ['key-share-unusable'],
    517: ['no-common-group', 'key-share-unusable', 'certificate-curve-unsupported'],
    519: ['tls13-ciphers-missing'],
  },
  'at-tls': {
    5001: ['client-certificate-required'],
    5002: ['client-certificate-rejected'],
    5003: ['plaintext-on-tls-port'],
    5004: ['handshake-timeout'],
    5005: ['handshake-timeout'],
    5006: ['tls-environment-failed'],
    5018: ['tls-environment-failed'],
  },
  errno2: { 0x74610296: ['policy-not-installed'] },
  alert: {
    10: ['unexpected-message'],
    20: ['bad-record-mac', 'psk-mismatch', 'handshake-modified-in-transit'],
    22: ['record-overflow'],
    40: [
      'no-common-cipher',
      'cipher-needs-other-certificate',
      'certificate-curve-unsupported',
      'no-common-group',
      'no-common-signature-algorithm',
    ],
    42: ['client-certificate-rejected', 'certificate-processing-failed'],
    43: ['certificate-purpose-wrong', 'certificate-curve-unsupported'],
    44: ['certificate-revoked'],
    45: ['certificate-expired', 'certificate-not-yet-valid'],
    47: ['illegal-parameter', 'certificate-curve-unsupported', 'downgrade-detected'],
    48: ['unknown-ca', 'incomplete-chain', 'self-signed'],
    50: ['decode-error'],
    51: ['handshake-modified-in-transit', 'psk-mismatch'],
    70: ['no-common-version'],
    71: ['no-common-cipher', 'weak-dh-group'],
    80: ['client-local-error'],
    86: ['inappropriate-fallback'],
    100: ['renegotiation-refused', 'unsafe-renegotiation-refused'],
    110: ['unsupported-extension'],
    112: ['unrecognized-name'],
    115: ['psk-mismatch'],
    116: ['client-certificate-required'],
    120: ['no-application-protocol'],
  },
}

const BY_MESSAGE: Readonly<Record<string, readonly string[]>> = {
  ICH408I: ['key-ring-permission-denied'],
  EZZ4248E: ['policy-not-installed'],
  EZZ8434I: ['policy-not-installed'],
  EZZ8779I: ['policy-not-installed'],
  EZD1288I: ['tls-environment-failed'],
  EZD2042I: ['tls-environment-failed'],
  VIRHT57E: ['policy-not-installed'],
  'PAGENT-SYSERR-kernel-socket': ['policy-not-installed'],
  'PAGENT-OBJERR-init-image': ['policy-not-installed'],
}

export function findingsOfCode(kind: ReadingKind, code: number): readonly string[] {
  return BY_CODE[kind]?.[code] ?? (kind === 'cms' || kind === 'icsf' ? ['certificate-processing-failed'] : [])
}

export function findingsOfMessage(id: string): readonly string[] {
  return BY_MESSAGE[id] ?? []
}
