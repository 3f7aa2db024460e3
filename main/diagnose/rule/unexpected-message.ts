import { ALERT } from '../alert-code.ts'
import { refusalExhibit, refusalOf, refusalText } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const unexpectedMessage: Rule = {
  cause: 'unexpected-message',
  title: 'A message at a moment when the protocol does not allow it',
  looksFor: 'a first handshake message that is no hello, refused',
  references: ['RFC 8446 §4', 'RFC 5246 §7.4'],
  kind: 'cause',
  find: (facts) => {
    const refusal = refusalOf(facts)
    if (facts.outcome !== 'failed' || refusal === undefined || !facts.beginningSeen) return undefined
    const other = refusal.by === 'client' ? 'server' : 'client'
    const first = facts.messages.find(({ from, content }) => from === other && content === 'handshake')
    const due = other === 'client' ? ['client_hello'] : ['server_hello', 'hello_retry_request', 'hello_request']
    // A ticket may come before a resumed session's hello in no version; a name that could not be read says nothing.
    if (first?.name === undefined || due.includes(first.name)) return undefined
    const named = refusal.alert?.description === ALERT.unexpectedMessage
    return {
      confidence: named ? 'certain' : 'likely',
      basis: 'bytes',
      fit: 0.9,
      explanation: `The ${other} begins with ${first.name}, where ${due[0] ?? ''} is due; ${refusalText(refusal)} followed.`,
      detectedBy: refusal.by,
      evidence: [{ message: first.n, text: `${first.name} as the first message` }, ...refusalExhibit(facts, refusal)],
      wouldDisprove: 'a capture that begins earlier and shows the hello',
    }
  },
}
