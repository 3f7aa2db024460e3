import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { inappropriateFallback } from '../../../../main/diagnose/rule/inappropriate-fallback.ts'
import { answerWith, offerWith, refusedChain, refusedHello } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  ['the alert by name', refusedHello({ cipherSuites: [0xc02f, 0x5600] }, 86), { confidence: 'certain' }],
  [
    'the mark that the client found',
    refusedChain(47, [], {
      offers: [offerWith({ cipherSuites: [0xc02f, 0x5600] })],
      answer: answerWith({ downgradeMark: true }),
    }),
    { confidence: 'certain' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(inappropriateFallback.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  ['the signal alone', refusedHello({ cipherSuites: [0xc02f, 0x5600] })],
  ['the mark without the signal', refusedChain(47, [], { answer: answerWith({ downgradeMark: true }) })],
])('passes %s', (_, facts) => {
  expect(inappropriateFallback.find(facts)).toBeUndefined()
})
