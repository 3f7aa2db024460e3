/**
 * What a label says was changed, and the paths at which a capture can show that. `messages` stands for the side's answer: settings that never appear
 * on the wire show in what was answered alone.
 */
export const WHAT_CHANGED: readonly (readonly [says: RegExp, paths: readonly string[]])[] = [
  [/certificate's validity/, ['certificates']],
  [/key usages allow/, ['certificates']],
  [/revocation list/, ['certificates', 'messages']],
  [
    /certificate has an? [\w-]+ key|key is (P-|RSA|Ed)|(ECDSA|RSA|DSA|Ed25519|Ed448) certificate/,
    ['certificates', 'server_key_exchange', 'certificate_verify', 'messages'],
  ],
  [
    /certificate is issued by|certificate holds the name|client's certificate is|sends the intermediate/,
    ['certificates', 'messages'],
  ],
  [/client sends its certificate/, ['certificates', 'certificate', 'clientAuthentication', 'messages']],
  [/server has a certificate/, ['messages', 'server_hello']],
  [
    /client (also )?(names|offers) (secp521r1|the server's group|a group|a signature|http)|client also offers|client also names/,
    ['client_hello'],
  ],
  [/client's suite list|own settings leave it a suite/, ['client_hello.cipherSuites', 'messages']],
  [/client also allows the server's version|falls back|FALLBACK_SCSV/, ['client_hello']],
  [/client asks for the name|client sends the server's name/, ['client_hello.serverName']],
  [
    /server('s suite list)? also (holds|allows)|server also allows/,
    ['messages', 'server_hello', 'server_key_exchange', 'hello_retry_request'],
  ],
  [/supports (the extended master|secure renegotiation)/, ['server_hello', 'client_hello', 'messages']],
  [/2048-bit group/, ['server_key_exchange.dhPrimeBits', 'messages']],
  [
    /ordinary key share|no extension the client did not|picks a suite the client|well-formed messages|come in order/,
    ['client_hello', 'server_hello', 'hello_retry_request', 'encrypted_extensions', 'certificate', 'messages'],
  ],
  [/knows the client's identity|have the same key/, ['messages', 'client_hello', 'server_hello']],
  [
    /client does not renegotiate|nothing in between|no middlebox|no large packet|ordinary one|server offers STARTTLS|speaks TLS|not dropped|drops the connection|listens on the port|firewall/,
    ['messages', 'outcome', 'boundary', 'client_hello', 'server_hello', 'certificate'],
  ],
  // What no label has said so far, by its words: the narrower first.
  [/\b(certificate|chain|issuer|authority|intermediate|root)\b/, ['certificates', 'certificate', 'messages']],
  [/\bclient('s)?\b.*\bsuites?\b|\bsuites?\b.*\bclient\b/, ['client_hello.cipherSuites', 'messages']],
  [/\bsuites?\b/, ['server_hello', 'messages', 'client_hello.cipherSuites']],
  [
    /\b(group|curve|share)s?\b/,
    ['client_hello', 'server_hello', 'hello_retry_request', 'server_key_exchange', 'messages'],
  ],
  [/\bsignature|scheme/, ['client_hello.signatureAlgorithms', 'certificates', 'messages']],
  [/\bversions?\b|TLS 1\.|downgrade/, ['client_hello', 'server_hello', 'messages']],
  [
    /\b(name|SNI|protocol|ALPN|extension|ticket|session|key)s?\b/,
    ['client_hello', 'server_hello', 'encrypted_extensions', 'messages'],
  ],
  [
    /\b(answers?|closes?|waits?|resets?|drops?|loses?|lost|packets?|middlebox|in between|on the way|port)\b/,
    ['messages', 'outcome', 'boundary'],
  ],
]

export function pathsOf(says: string): readonly string[] | undefined {
  return WHAT_CHANGED.find(([pattern]) => pattern.test(says))?.[1]
}
