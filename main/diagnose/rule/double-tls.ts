import { HANDSHAKE_TYPE } from '../../tls/handshake.ts'
import type { Side } from '../../tls/message.ts'
import { CONTENT_TYPE } from '../../tls/record-stream.ts'
import type { ConnectionFacts, EventFact } from '../facts.ts'
import { firstEnd } from '../refusal.ts'
import type { Rule } from '../rule.ts'

export const doubleTls: Rule = {
  cause: 'double-tls',
  title: 'TLS inside TLS: the application does it, and AT-TLS does it again',
  looksFor: "a ClientHello as the client's first application data, decrypted, that the server does not answer with TLS",
  references: ['RFC 8446 §5.1', 'z/OS Communications Server: AT-TLS, TTLSEnabled'],
  kind: 'cause',
  afterwards: true,
  grounds: ['data'],
  find: (facts) => {
    const hello = firstData(facts, 'client')
    if (hello === undefined || !begins(hello, HANDSHAKE_TYPE.clientHello)) return undefined
    const answer = firstData(facts, 'server')
    // Who answers with TLS meant it: a tunnel.
    if (answer?.bytes !== undefined) return undefined
    const end = firstEnd(facts)
    return {
      confidence: answer === undefined && end === undefined ? 'likely' : 'certain',
      basis: 'bytes',
      fit: 1,
      detectedBy: end?.from ?? 'network',
      explanation: `Once the handshake was done the client's first data were another ClientHello: it does TLS twice. ${
        answer === undefined ? 'The server did not answer it.' : 'The server answered with something else than TLS.'
      } Where AT-TLS secures the connection the application must speak clear text.`,
      evidence: [
        { event: facts.events.indexOf(hello), text: 'application data that begin with a ClientHello (16 03 … 01)' },
        ...(end === undefined ? [] : [{ event: facts.events.indexOf(end), text: 'the end, without an answer to it' }]),
      ],
      wouldDisprove: 'an answer of the server in TLS inside this connection: then it is a tunnel, and meant to be one',
    }
  },
}

function firstData({ events }: ConnectionFacts, side: Side): EventFact | undefined {
  return events.find(({ kind, from }) => kind === 'application_data' && from === side)
}

/** The content begins with a handshake record whose message is of that type. */
function begins({ bytes }: EventFact, type: number): boolean {
  return bytes?.[0] === CONTENT_TYPE.handshake && bytes[5] === type
}
