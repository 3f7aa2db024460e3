import type { HostTextFact } from '../facts.ts'
import type { Rule } from '../rule.ts'

/** 134CC000 is the offset of System SSL's codes and nothing added: success. */
const SUCCESS = /(?<![0-9A-Za-z])(?:0[xX])?134[cC]{2}000(?![0-9A-Za-z])/

export const traceNotAFailure: Rule = {
  cause: 'trace-not-a-failure',
  title: 'The code 134CC000 means that nothing failed',
  looksFor: '134CC000 in a log or a trace',
  references: ['z/OS System SSL: gsk_strerror, 0 GSK_OK'],
  kind: 'circumstance',
  find: () => undefined,
  findInCase: ({ texts }) => {
    const found: HostTextFact | undefined = texts.find(({ text }) => SUCCESS.test(text))
    return (
      found && {
        confidence: 'certain',
        basis: 'text',
        fit: 0.1,
        detectedBy: 'server',
        explanation:
          'System SSL counts its codes from 134CC000, so 134CC000 itself is return code 0, success. Whatever failed says so elsewhere.',
        evidence: [{ source: found.source, line: found.line, text: found.text }],
        wouldDisprove: 'another code beside it',
      }
    )
  },
}
