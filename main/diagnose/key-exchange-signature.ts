import { certificateOf } from '../tls/sent-certificate.ts'
import type { SpokenMessage } from '../tls/conversation.ts'
import { concat } from '../tls/decrypt/bytes.ts'
import type { SignedDataCheck } from '../x509/signature-check.ts'

/** Header of the message; algorithm and length in front of the signature. */
const HEADER = 4
const BEFORE_SIGNATURE = 4

/**
 * Whether the signature in the ServerKeyExchange at a position fits the key of the certificate before it: over both randoms and the
 * parameters (RFC 5246 §7.4.3, RFC 8422 §5.4). Undefined where one of them was not seen, or it cannot be told.
 */
export function keyExchangeSignatureFits(
  spoken: readonly SpokenMessage[],
  at: number,
  check: SignedDataCheck,
): boolean | undefined {
  const { message, value } = spoken[at] ?? {}
  if (value?.name !== 'server_key_exchange' || message?.complete !== true) return undefined
  const { signatureScheme, signature } = value
  let [clientRandom, serverRandom, leaf]: (Uint8Array | undefined)[] = []
  for (const {
    message: { from, complete },
    value: before,
  } of spoken.slice(0, at)) {
    if (before?.name === 'client_hello') clientRandom = before.random
    if (before?.name === 'server_hello') serverRandom = before.random
    if (from === 'server' && complete) leaf = certificateOf(before)?.certificateList?.[0]?.certData ?? leaf
  }
  const end = message.bytes.length - (signature?.length ?? 0) - BEFORE_SIGNATURE
  if (!clientRandom || !serverRandom || !leaf || signatureScheme === undefined || !signature || end <= HEADER)
    return undefined
  const signed = concat(clientRandom, serverRandom, message.bytes.subarray(HEADER, end))
  return check(leaf, signatureScheme, signed, signature)
}
