import { asksForTls, greetsBeforeTls, offersTls, onlyAsksWhatIsThere, saysNo } from '../../tls/clear-text.ts'
import { clearExhibit, clearName, clearWords } from '../clear-words.ts'
import { firstEnd, refusalExhibit, refusalOf } from '../refusal.ts'
import type { Claim, Rule } from '../rule.ts'

const ABOUT: Pick<Claim, 'basis' | 'detectedBy'> = { basis: 'bytes', detectedBy: 'client' }

export const starttlsMissing: Rule = {
  cause: 'starttls-missing',
  title: 'The connection was not upgraded to TLS by its protocol',
  looksFor:
    'the greeting of a protocol that begins in clear text, and then a refused or never offered STARTTLS, or a hello without it',
  references: ['RFC 3207 §4', 'RFC 2595', 'RFC 4217 §4'],
  kind: 'cause',
  grounds: ['clear-text'],
  find: (facts) => {
    const [greeting, ...replies] = clearWords(facts, 'server')
    const [asked] = clearWords(facts, 'client')
    if (greeting === undefined || !greetsBeforeTls(greeting.bytes)) return undefined
    if (facts.messages.some(({ from }) => from === 'server')) return undefined
    const said = [greeting, ...replies]
    if (asked !== undefined && asksForTls(asked.bytes)) {
      const no = said.find(({ bytes }) => saysNo(bytes))
      if (no === undefined) return undefined
      return {
        ...ABOUT,
        confidence: 'certain',
        fit: 0.95,
        explanation: `The client asked for TLS by the command of its protocol, and the server refused${said.some(({ bytes }) => offersTls(bytes)) ? ', though it had offered it' : ''}.`,
        evidence: [
          clearExhibit(greeting),
          { event: asked.event, text: 'the command that asks for TLS' },
          { event: no.event, text: 'the refusal' },
        ],
        wouldDisprove: "the server's positive reply to that command",
      }
    }
    const [hello] = facts.offers
    if (hello !== undefined && asked === undefined && hello.n > greeting.afterMessage) {
      return {
        ...ABOUT,
        confidence: 'likely',
        fit: 0.7,
        explanation: `The server began with ${clearName(greeting.bytes)}; the client sent its hello without asking for TLS by the command of that protocol first.`,
        evidence: [clearExhibit(greeting), { message: hello.n, text: 'the hello' }],
        wouldDisprove: 'a STARTTLS command before the hello',
      }
    }
    const refusal = refusalOf(facts)
    if (asked === undefined || firstEnd(facts)?.from !== 'client' || refusal === undefined) return undefined
    if (!onlyAsksWhatIsThere(asked.bytes) || said.some(({ bytes }) => offersTls(bytes))) return undefined
    return {
      ...ABOUT,
      confidence: 'possible',
      fit: 0.9,
      explanation: 'The client asked what the server offers, found no STARTTLS among it, and left.',
      evidence: [clearExhibit(asked), clearExhibit(greeting), ...refusalExhibit(facts, refusal)],
      wouldDisprove: 'a client that never wanted TLS',
    }
  },
}
