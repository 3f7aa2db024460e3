import { clearExhibit, clearName, clearWords } from '../clear-words.ts'
import type { Rule } from '../rule.ts'

export const tlsOnPlaintextPort: Rule = {
  cause: 'tls-on-plaintext-port',
  title: 'The server does not speak TLS on this port',
  looksFor: "a server's first bytes that are no TLS record, beside a client that begins with its ClientHello",
  references: ['RFC 8446 §5.1'],
  kind: 'cause',
  grounds: ['clear-text'],
  find: (facts) => {
    const [hello] = facts.offers
    const [words] = clearWords(facts, 'server')
    if (hello === undefined || words === undefined || clearWords(facts, 'client').length > 0) return undefined
    if (facts.messages.some(({ from }) => from === 'server')) return undefined
    return {
      confidence: 'certain',
      basis: 'bytes',
      fit: 1,
      detectedBy: 'client',
      explanation: `The client began with a ClientHello, and all the server said is ${clearName(words.bytes)}.`,
      evidence: [{ message: hello.n, text: "the client's hello" }, clearExhibit(words)],
      wouldDisprove: 'a TLS record from the server, in a trace that begins with the connection',
    }
  },
}
