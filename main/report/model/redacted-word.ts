import type { RedactedKind } from '../../../preload/contract/report.ts'

/** Kinds of what is masked, for people. */
export const KIND_WORD: Readonly<Record<RedactedKind, string>> = {
  address: 'addresses',
  'host-name': 'host and server names',
  'user-id': 'user ids',
  'job-name': 'job names',
  'certificate-name': 'names in certificates',
  serial: 'certificate serial numbers',
  label: 'labels and names of rules',
  'key-ring': 'key rings',
  'file-name': 'file and path names',
  identifier: 'handles, randoms, digests of certificates',
  text: 'other words of the sources',
  bytes: 'bytes',
  note: 'notes and comments',
}
