/** JA3S: a ServerHello as one MD5, in the definition of JA3's authors (version, suite, extensions; GREASE left out). */
import { isGrease } from '../reference/code-point-name.ts'
import { md5 } from './digest/md5.ts'
import type { ServerHello } from './server-hello.ts'
import { hex } from './text.ts'

/** The text that is hashed: `771,49199,65281-0-11`. The version is the old field's, as the definition is older than TLS 1.3. */
export function ja3sText(hello: ServerHello): string {
  const extensions = (hello.extensions ?? []).map((extension) => extension.extensionType)
  return [
    hello.legacyVersion ?? 0,
    hello.cipherSuite ?? 0,
    extensions.filter((code) => !isGrease(code)).join('-'),
  ].join(',')
}

export function ja3s(hello: ServerHello): string {
  return hex(md5(Uint8Array.from(ja3sText(hello), (letter) => letter.charCodeAt(0))))
}
