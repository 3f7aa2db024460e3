/** Certificate requests: RACF makes the key, an authority signs. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { quotedLabel } from './safe-text.ts'

const KEYS = {
  RSA: ['RSA', 2048],
  EC: ['NISTECC', 256],
} as const

/** A new certificate for the server, with the key type that the handshake needs. */
export function newCertificate(facts: FixFacts, key: keyof typeof KEYS, title: string): Fix {
  const [type, size] = KEYS[key]
  const name = facts.offers.at(-1)?.serverName
  const host = name !== undefined && /^[A-Za-z0-9.-]{1,64}$/.test(name) ? name : 'your.host.example'
  const label = quotedLabel(`TLS ${type} ${size}`)
  return {
    where: 'certificate',
    title,
    snippet: [
      `RACDCERT ID(OWNER) GENCERT SUBJECTSDN(CN('${host}')) WITHLABEL(${label}) ${type} SIZE(${size}) ALTNAME(DOMAIN('${host}')) KEYUSAGE(HANDSHAKE)`,
      `RACDCERT ID(OWNER) GENREQ(LABEL(${label})) DSN('YOUR.REQUEST')`,
      'SETROPTS RACLIST(DIGTCERT DIGTRING) REFRESH',
    ].join('\n'),
    caution:
      'Have the request signed, add the answer under the same label, connect it to the ring. A new key beside the old one lets clients of both kinds connect; replacing the old one does not.',
  }
}
