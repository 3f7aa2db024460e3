import type { ComparedHandshake, ComparedMessage } from './handshake.ts'

const TLS_1_3 = 0x0304

/**
 * What only one of two sources can show: of TLS 1.3 a capture without keys shows the hellos alone (RFC 8446 §2), a host's trace all of it. Where the two
 * ended alike and one of them is such a capture, nothing that stands behind the ServerHello tells them apart.
 */
export function unseenByOne(a: ComparedHandshake, b: ComparedHandshake): ReadonlySet<ComparedMessage> {
  const [sealedA, sealedB] = [behindHello(a), behindHello(b)]
  if (a.outcome !== b.outcome || !sealedA || !sealedB || isClosed(sealedA) === isClosed(sealedB)) return new Set()
  return new Set([...sealedA, ...sealedB])
}

/** Undefined: not of TLS 1.3. */
function behindHello({ messages }: ComparedHandshake): readonly ComparedMessage[] | undefined {
  const hello = messages.findIndex(
    ({ name, fields }) => name === 'server_hello' && fields['selectedVersion'] === TLS_1_3,
  )
  return hello < 0 ? undefined : messages.slice(hello + 1)
}

const isClosed = (messages: readonly ComparedMessage[]): boolean =>
  messages.every(({ name, content }) => name === null || content !== 'handshake')
