import { expect, test } from 'vitest'
import type { CaseFacts, ConnectionFacts } from '../../../../main/diagnose/facts.ts'
import { policyNotInstalled } from '../../../../main/diagnose/rule/policy-not-installed.ts'
import { answerWith, codeFact, factsWith, textFact } from '../../../support/facts.ts'

test.each<[string, ConnectionFacts, object]>([
  [
    'a kernel initialisation that failed',
    factsWith({
      caseTexts: [textFact('SYSERR', 'SYSERR :001: plfm_kernel_init: socket failed', { errno2: '74610296' })],
    }),
    { confidence: 'certain' },
  ],
])('finds %s', (_, facts, claim) => {
  expect(policyNotInstalled.find(facts)).toMatchObject(claim)
})

test.each<[string, ConnectionFacts]>([
  [
    'a stack whose AT-TLS gives codes',
    factsWith({
      caseTexts: [textFact('SYSERR', 'SYSERR :001: plfm_kernel_init: socket failed', { errno2: '74610296' })],
      codes: [codeFact(402)],
    }),
  ],
  [
    'a server that answers',
    factsWith({
      caseTexts: [textFact('SYSERR', 'SYSERR :001: plfm_kernel_init: socket failed', { errno2: '74610296' })],
      answer: answerWith(),
    }),
  ],
])('passes %s', (_, facts) => {
  expect(policyNotInstalled.find(facts)).toBeUndefined()
})

test.each<[string, CaseFacts, object]>([
  [
    'errno2 74610296',
    { codes: [], texts: [textFact('SYSERR', 'SYSERR :001: plfm_kernel_init: socket failed', { errno2: '74610296' })] },
    { confidence: 'certain' },
  ],
  [
    'OBJERR',
    {
      codes: [],
      texts: [textFact('OBJERR', 'OBJERR :001: init_PEP_and_kernel: Kernel initialization failed for image TCPIP')],
    },
    { confidence: 'certain' },
  ],
  [
    'no access to EZB.INITSTACK',
    { codes: [], texts: [textFact('ICH408I', 'x', { resource: 'EZB.INITSTACK.SYS1.TCPIP' })] },
    { confidence: 'certain' },
  ],
])('finds in the case %s', (_, facts, claim) => {
  expect(policyNotInstalled.findInCase?.(facts)).toMatchObject(claim)
})

test.each<[string, CaseFacts]>([
  ['another error', { codes: [], texts: [textFact('SYSERR', 'SYSERR :001: open: failed')] }],
])('passes in the case %s', (_, facts) => {
  expect(policyNotInstalled.findInCase?.(facts)).toBeUndefined()
})
