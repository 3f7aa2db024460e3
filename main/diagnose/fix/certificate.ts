/** Certificate requests: RACF makes the key, an authority signs. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { quotedLabel } from './safe-text.ts'

interface Key {
  readonly type: 'RSA' | 'NISTECC'
  readonly bits: number
}

const USUAL: Readonly<Record<'RSA' | 'EC', Key>> = {
  RSA: { type: 'RSA', bits: 2048 },
  EC: { type: 'NISTECC', bits: 256 },
}
/** The longest RSA key that RACDCERT GENCERT makes. */
const MAX_RSA_BITS = 4096
/** The NIST curves of RFC 8422. */
const CURVE_BITS = [256, 384, 521]

/** A certificate with another kind of key, beside the one that the server has. */
export function newCertificate(facts: FixFacts, kind: keyof typeof USUAL, title: string): Fix {
  return request(
    facts,
    USUAL[kind],
    title,
    'Have the request signed, add the answer under the same label, connect it to the ring. A new key beside the old one lets clients of both kinds connect; replacing the old one does not.',
  )
}

/** A certificate in the place of the one that the server shows, with the kind of key that it has; without a command where that is not known. */
export function replaceCertificate(facts: FixFacts, title: string): Fix {
  const key = keyOf(facts)
  if (key === undefined) return { where: 'certificate', title, snippet: undefined, caution: REPLACE }
  return request(facts, key, title, REPLACE)
}

const REPLACE =
  'Have the request signed, add the answer under the same label, connect it to the ring as the default, and take the old one out when no client needs it.'

/** Of the server's certificate; a key that is too short for today is not proposed again. */
function keyOf(facts: FixFacts): Key | undefined {
  const leaf = facts.certificates.find(({ from, position }) => from === 'server' && position === 0)?.facts
  const bits = leaf?.keyBits ?? 0
  if (leaf?.keyType === 'RSA') return { type: 'RSA', bits: Math.min(Math.max(bits, USUAL.RSA.bits), MAX_RSA_BITS) }
  if (leaf?.keyType === 'EC') return { type: 'NISTECC', bits: CURVE_BITS.includes(bits) ? bits : USUAL.EC.bits }
  return undefined
}

function request(facts: FixFacts, { type, bits }: Key, title: string, caution: string): Fix {
  const name = facts.offers.at(-1)?.serverName
  const host = name !== undefined && /^[A-Za-z0-9.-]{1,64}$/.test(name) ? name : 'your.host.example'
  const label = quotedLabel(`TLS ${type} ${bits}`)
  return {
    where: 'certificate',
    title,
    snippet: [
      `RACDCERT ID(OWNER) GENCERT SUBJECTSDN(CN('${host}')) WITHLABEL(${label}) ${type} SIZE(${bits}) ALTNAME(DOMAIN('${host}')) KEYUSAGE(HANDSHAKE)`,
      `RACDCERT ID(OWNER) GENREQ(LABEL(${label})) DSN('YOUR.REQUEST')`,
      'SETROPTS RACLIST(DIGTCERT DIGTRING) REFRESH',
    ].join('\n'),
    caution: `${caution} ${CHECK}`,
  }
}

const CHECK = 'Check the operands against the RACF Command Language Reference of your release.'
