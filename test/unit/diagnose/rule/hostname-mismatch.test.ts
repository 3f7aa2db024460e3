import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { hostnameMismatch } from '../../../../main/diagnose/rule/hostname-mismatch.ts'
import { answerWith, factsWith, offerWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'another name',
    refusedChain(42, serverChain({ subjectAltNames: ['dns:other.example'] })),
    { confidence: 'likely', evidence: [{ message: 1 }, { message: 3 }, { message: 6 }] },
  ],
  [
    'a star that covers another level',
    refusedChain(46, serverChain({ subjectAltNames: ['dns:*.host.example'] })),
    { confidence: 'likely' },
  ],
  [
    'the common name where there is no other',
    refusedChain(42, serverChain({ subject: 'CN=other.example,O=X', subjectAltNames: [] })),
    { confidence: 'likely' },
  ],
  [
    'bad_certificate alone, the certificate encrypted',
    refusedChain(42, [], { version: 0x0304, answer: answerWith({ version: 0x0304 }) }),
    { confidence: 'possible' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(hostnameMismatch.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['the name, in capitals and with a dot', refusedChain(42, serverChain({ subjectAltNames: ['dns:HOST.example.'] }))],
  ['a star for the label', refusedChain(42, serverChain({ subjectAltNames: ['dns:*.example'] }))],
  [
    'no name asked for',
    refusedChain(42, serverChain({ subjectAltNames: ['dns:other.example'] }), { offers: [offerWith()] }),
  ],
  [
    'names that nobody minded',
    factsWith({ outcome: 'established', certificates: serverChain({ subjectAltNames: ['dns:x'] }) }),
  ],
])('passes %s', (_, facts) => {
  expect(hostnameMismatch.find(facts)).toBeUndefined()
})
