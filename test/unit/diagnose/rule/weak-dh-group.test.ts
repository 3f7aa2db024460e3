import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { weakDhGroup } from '../../../../main/diagnose/rule/weak-dh-group.ts'
import { refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'insufficient_security',
    refusedChain(71, serverChain({}), {
      keyExchange: {
        n: 4,
        method: 'DHE',
        group: undefined,
        dhBits: 1024,
        signatureScheme: 0x0401,
        pskIdentityHint: false,
      },
    }),
    { confidence: 'certain' },
  ],
  [
    'handshake_failure',
    refusedChain(40, serverChain({}), {
      keyExchange: {
        n: 4,
        method: 'DHE',
        group: undefined,
        dhBits: 1024,
        signatureScheme: 0x0401,
        pskIdentityHint: false,
      },
    }),
    { confidence: 'likely' },
  ],
  [
    'a close',
    refusedChain(undefined, serverChain({}), {
      keyExchange: {
        n: 4,
        method: 'DHE',
        group: undefined,
        dhBits: 512,
        signatureScheme: 0x0401,
        pskIdentityHint: false,
      },
    }),
    { confidence: 'likely' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(weakDhGroup.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a prime of 2048 bits',
    refusedChain(40, serverChain({}), {
      keyExchange: {
        n: 4,
        method: 'DHE',
        group: undefined,
        dhBits: 2048,
        signatureScheme: 0x0401,
        pskIdentityHint: false,
      },
    }),
  ],
  [
    'unknown_ca, which speaks of something else',
    refusedChain(48, serverChain({}), {
      keyExchange: {
        n: 4,
        method: 'DHE',
        group: undefined,
        dhBits: 1024,
        signatureScheme: 0x0401,
        pskIdentityHint: false,
      },
    }),
  ],
])('passes %s', (_, facts) => {
  expect(weakDhGroup.find(facts)).toBeUndefined()
})
