import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { traceNotAFailure } from '../../../../main/diagnose/rule/trace-not-a-failure.ts'
import { factsWith, textFact } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts]>([
  ['any connection', factsWith({ texts: [textFact('134CC000', 'System SSL 0x134cc000')] })],
])('passes %s', (_, facts) => {
  expect(traceNotAFailure.find(facts)).toBeUndefined()
})

test.each<[string, CaseFacts, object]>([
  ['134CC000', { codes: [], texts: [textFact('134CC000', 'System SSL 0x134cc000')] }, { confidence: 'certain' }],
])('finds in the case %s', (_, facts, claim) => {
  expect(traceNotAFailure.findInCase?.(facts)).toMatchObject(claim)
})

const informs: CaseFacts = {
  codes: [],
  texts: [
    textFact('GSK01003I', 'GSK01003I SSL server initialization complete.'),
    textFact('GSK_CONNECT_CIPHER_SPEC', 'GSK_CONNECT_CIPHER_SPEC(207) – C02B'),
  ],
  alone: true,
}

test('messages that only inform are explained where there is nothing else', () => {
  const claim = traceNotAFailure.findInCase?.(informs)
  expect(claim).toMatchObject({ confidence: 'possible', title: 'These messages only inform' })
  expect(claim?.explanation).toContain('GSK01003I: GSKSRVR is ready.')
  expect(claim?.explanation).toContain('C02B TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256')
})

test.each<[string, CaseFacts]>([
  ['a code that means something', { codes: [], texts: [textFact('134CC19E', '0x134cc19e')] }],
  ['messages beside connections', { ...informs, alone: false }],
  [
    'one that reports an error',
    { ...informs, texts: [...informs.texts, textFact('GSK01034E', 'GSK01034E Unable to send')] },
  ],
  ['a command that failed', { ...informs, texts: [textFact('ITT038I', 'ITT038I NONE OF THE TRANSACTIONS')] }],
  ['one that nobody knows', { ...informs, texts: [...informs.texts, textFact('ABC999I', 'ABC999I what')] }],
  ['no message', { codes: [], texts: [], alone: true }],
  ['a longer number', { codes: [], texts: [textFact('', '134CC0001')] }],
])('passes in the case %s', (_, facts) => {
  expect(traceNotAFailure.findInCase?.(facts)).toBeUndefined()
})
