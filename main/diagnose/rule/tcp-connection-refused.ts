import type { Rule } from '../rule.ts'

export const tcpConnectionRefused: Rule = {
  cause: 'tcp-connection-refused',
  title: 'The TCP connection was refused',
  looksFor: 'a SYN answered by a RST, or by an ICMP error in place of an answer',
  references: ['RFC 9293 §3.10.7.1', 'RFC 1122 §4.2.3.9'],
  kind: 'cause',
  grounds: ['unconnected'],
  find: ({ events }) => {
    const syn = events.findIndex(({ kind, from }) => kind === 'syn' && from === 'client')
    if (syn < 0 || events.some(({ kind }) => kind === 'syn_ack' || kind === 'clear_text')) return undefined
    const no = events.findIndex(({ kind, from }) => kind === 'icmp' || (kind === 'rst' && from === 'server'))
    const refusal = events[no]
    if (refusal === undefined || refusal.afterMessage > 0) return undefined
    const icmp = refusal.kind === 'icmp'
    return {
      confidence: 'certain',
      basis: 'bytes',
      fit: 0.9,
      detectedBy: icmp ? 'network' : 'server',
      explanation: icmp
        ? `The request to connect was answered by ICMP: ${refusal.text ?? 'the packet did not arrive'}.`
        : "The request to connect was answered by a RST: nothing listens on the server's port, or something on the way answers in its name.",
      evidence: [
        { event: syn, text: 'the SYN' },
        { event: no, text: icmp ? (refusal.text ?? 'the ICMP error') : 'the RST' },
      ],
      wouldDisprove: 'a SYN ACK of the server in a capture beside it',
    }
  },
}
