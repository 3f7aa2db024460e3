import { readingsInText } from '../../reference/readings-in-text.ts'
import { zosMessage } from '../../reference/zos-message.ts'
import type { HostTextFact } from '../facts.ts'
import type { Claim, Rule } from '../rule.ts'

/** 134CC000 is the offset of System SSL's codes and nothing added: success. */
const SUCCESS = /(?<![0-9A-Za-z])(?:0[xX])?134[cC]{2}000(?![0-9A-Za-z])/
/** Messages that are told one by one; more of them say the same. */
const MAX_TOLD = 8

export const traceNotAFailure: Rule = {
  cause: 'trace-not-a-failure',
  title: 'The code 134CC000 means that nothing failed',
  looksFor: '134CC000 in a log or a trace; messages that only inform, where the case has nothing else',
  references: ['z/OS System SSL: gsk_strerror, 0 GSK_OK', 'z/OS MVS System Messages'],
  kind: 'circumstance',
  grounds: ['host'],
  find: () => undefined,
  findInCase: ({ texts, alone }) => {
    const found: HostTextFact | undefined = texts.find(({ text }) => SUCCESS.test(text))
    if (found === undefined) return alone === true ? onlyInforms(texts) : undefined
    return {
      confidence: 'certain',
      basis: 'text',
      fit: 0.1,
      detectedBy: 'server',
      explanation:
        'System SSL counts its codes from 134CC000, so 134CC000 itself is return code 0, success. Whatever failed says so elsewhere.',
      evidence: [{ source: found.source, line: found.line, text: found.text }],
      wouldDisprove: 'another code beside it',
    }
  },
}

/** What the messages mean, where each of them is known and none reports an error. */
function onlyInforms(texts: readonly HostTextFact[]): Claim | undefined {
  const told = texts.filter(({ id }, at) => texts.findIndex((other) => other.id === id) === at)
  const meanings = told.map(meaningOf)
  if (told.length === 0 || meanings.includes(undefined)) return undefined
  return {
    confidence: 'possible',
    title: 'These messages only inform',
    basis: 'text',
    fit: 0.1,
    detectedBy: 'network',
    explanation: `${meanings.slice(0, MAX_TOLD).join(' ')} Nothing in them failed, and no connection is in this case.`,
    evidence: told.slice(0, MAX_TOLD).map(({ source, line, text }) => ({ source, line, text })),
    fixes: [],
    wouldDisprove: 'a trace or a capture of the same time in which a handshake failed',
  }
}

/** `info or error`: ITT038I says ALL or NONE OF THE TRANSACTIONS. */
function informs(severity: string, text: string): boolean {
  return severity.startsWith('info') && !/\bNONE OF THE\b/.test(text)
}

/** Undefined for what is not known, and for what may report an error. */
function meaningOf({ id, text }: HostTextFact): string | undefined {
  const message = id === undefined ? undefined : zosMessage(id)
  if (message !== undefined) return informs(message.severity, text) ? `${id}: ${message.meaning}` : undefined
  const readings = readingsInText(text)
  const known = readings.every(({ kind }) => kind === 'attribute' || kind === 'cipher-suite')
  return readings.length > 0 && known
    ? readings.map(({ code, name, meaning }) => `${code ?? ''} ${name ?? ''}: ${meaning}`).join(' ')
    : undefined
}
