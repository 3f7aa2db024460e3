import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { unsupportedExtension } from '../../../../main/diagnose/rule/unsupported-extension.ts'
import { answerWith, codeFact, factsWith, offerWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'an answer that was not asked for',
    refusedChain(110, [], { answer: answerWith({ extensions: [16] }) }),
    { confidence: 'certain' },
  ],
  [
    'with another alert',
    refusedChain(40, [], { answer: answerWith({ extensions: [0x1234] }) }),
    { confidence: 'likely' },
  ],
  ['the alert alone', refusedChain(110, []), { confidence: 'likely' }],
  ['return code 446', factsWith({ codes: [codeFact(446)] }), { confidence: 'likely' }],
])('finds %s', (_, facts, claim) => {
  expect(unsupportedExtension.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'an answer to the signal among the suites',
    refusedChain(42, serverChain({}), {
      offers: [offerWith({ cipherSuites: [0xc02f, 0x00ff] })],
      answer: answerWith({ extensions: [0xff01] }),
    }),
  ],
  ['answers that were asked for', refusedChain(42, serverChain({}), { answer: answerWith({ extensions: [10] }) })],
])('passes %s', (_, facts) => {
  expect(unsupportedExtension.find(facts)).toBeUndefined()
})
