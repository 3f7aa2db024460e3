import { expect, it } from 'vitest'
import { codeNameParts } from '../../../main/presentation/code-name.ts'

it.each([
  ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256', ['TLS_ECDHE_RSA_WITH_', 'AES_128_GCM_SHA256']],
  ['TLS_AES_256_GCM_SHA384', ['TLS_', 'AES_', '256_', 'GCM_', 'SHA384']],
  ['x25519', ['x25519']],
  ['', ['']],
])('%s breaks between its parts', (name, parts) => {
  expect(codeNameParts(name)).toEqual(parts)
})
