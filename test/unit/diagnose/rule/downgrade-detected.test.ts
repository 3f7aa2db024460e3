import { expect, test } from 'vitest'
import type { ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { downgradeDetected } from '../../../../main/diagnose/rule/downgrade-detected.ts'
import { answerWith, offerWith, refusedChain, serverChain } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'the mark, refused',
    refusedChain(47, [], { answer: answerWith({ downgradeMark: true }) }),
    { confidence: 'likely', evidence: [{ message: 2, field: ['random'] }, { message: 6 }] },
  ],
])('finds %s', (_, facts, claim) => {
  expect(downgradeDetected.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a mark that the client signalled for',
    refusedChain(47, [], {
      offers: [offerWith({ cipherSuites: [0xc02f, 0x5600] })],
      answer: answerWith({ downgradeMark: true }),
    }),
  ],
  [
    'another refusal of such a server',
    refusedChain(48, serverChain({}), { answer: answerWith({ downgradeMark: true }) }),
  ],
])('passes %s', (_, facts) => {
  expect(downgradeDetected.find(facts)).toBeUndefined()
})
