import type { Rule } from '../rule.ts'

export const tcpConnectTimeout: Rule = {
  cause: 'tcp-connect-timeout',
  title: 'Nobody answered the request to connect',
  looksFor: 'a SYN that is sent again and never answered, neither by the server nor by ICMP',
  references: ['RFC 9293 §3.8.3', 'RFC 6298 §5'],
  kind: 'cause',
  grounds: ['unconnected'],
  find: ({ events }) => {
    const syn = events.findIndex(({ kind, from }) => kind === 'syn' && from === 'client')
    const again = events.findIndex(({ kind, from }) => kind === 'retransmission' && from === 'client')
    if (syn < 0 || again < syn) return undefined
    // Whatever came from the server, or in its place, is an answer.
    if (events.some(({ kind, from }) => from === 'server' || kind === 'icmp' || kind === 'clear_text')) return undefined
    if (events[again]?.afterMessage !== 0) return undefined
    return {
      confidence: 'certain',
      basis: 'bytes',
      fit: 0.9,
      detectedBy: 'network',
      explanation:
        "The client asked to connect again and again, and nothing came back: the SYN, or every answer to it, is dropped on the way, or the address is nobody's.",
      evidence: [
        { event: syn, text: 'the SYN' },
        { event: again, text: events[again]?.text ?? 'the SYN again' },
      ],
      wouldDisprove: 'a SYN ACK, a RST or an ICMP error in answer',
    }
  },
}
