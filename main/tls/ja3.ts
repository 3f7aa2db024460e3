/** JA3: a ClientHello as one MD5, in the definition of its authors (version, suites, extensions, groups, point formats; GREASE left out). */
import { isGrease } from '../reference/code-point-name.ts'
import type { ClientHello } from './client-hello.ts'
import { md5 } from './digest/md5.ts'
import { findExtension } from './extension.ts'
import { hex } from './text.ts'

/** The text that is hashed: `771,49196-49200,0-11,29-23,0`. */
export function ja3Text(hello: ClientHello): string {
  return [
    String(hello.legacyVersion ?? 0),
    joined(hello.cipherSuites),
    joined(hello.extensions?.map((extension) => extension.extensionType)),
    joined(findExtension(hello.extensions, 'supported_groups')?.namedGroupList),
    // Point formats have one byte, so they hold no GREASE.
    (findExtension(hello.extensions, 'ec_point_formats')?.ecPointFormatList ?? []).join('-'),
  ].join(',')
}

export function ja3(hello: ClientHello): string {
  const text = ja3Text(hello)
  return hex(md5(Uint8Array.from(text, (letter) => letter.charCodeAt(0))))
}

function joined(codes: readonly number[] | undefined): string {
  return (codes ?? []).filter((code) => !isGrease(code)).join('-')
}
