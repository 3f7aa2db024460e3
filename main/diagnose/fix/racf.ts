/** RACF commands with the case's own user, ring and label. */
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { wordOf } from '../../settings/meaning.ts'
import { quotedLabel, racfName, ringName } from './safe-text.ts'

interface RingOwner {
  readonly owner: string
  readonly ring: string
}

/** The ring as a listing, the policy (`Keyring owner/ring`) or a refused access (`owner.ring.LST`) names it. */
function ringOf(facts: FixFacts): RingOwner {
  const keyring = facts.policy?.statements
    .flatMap(({ parameters }) => parameters)
    .find(({ keyword }) => keyword.toUpperCase() === 'KEYRING')?.value
  const inPolicy = keyring === undefined ? undefined : /^(?:([^/]+)\/)?([^/]+)$/.exec(keyring)
  const refused = /^([^.]{1,8})\.(.{1,237})\.LST$/i.exec(refusal(facts)?.['resource'] ?? '')
  return {
    owner: racfName(facts.keyRing?.owner ?? refused?.[1] ?? inPolicy?.[1], 'OWNER'),
    ring: ringName(facts.keyRing?.ring ?? refused?.[2] ?? inPolicy?.[2]),
  }
}

function refusal(facts: FixFacts): Readonly<Record<string, string>> | undefined {
  return facts.texts.find(({ id }) => id === 'ICH408I')?.values
}

/** Who was refused: in the message, else whoever AT-TLS names. */
function userOf(facts: FixFacts): string {
  const names = facts.texts.flatMap(({ values }) => values['user'] ?? values['userid'] ?? [])
  return racfName(refusal(facts)?.['user'] ?? names[0], 'USERID')
}

/** The one that the policy names, else the one that the ring would give. */
function labelOf(facts: FixFacts): string {
  const values = facts.policy?.values ?? []
  const named = wordOf(values, 'ServerCertificateLabel') ?? wordOf(values, 'CertificateLabel')
  if (named !== undefined) return quotedLabel(named)
  const personal = facts.keyRing?.certificates.find(({ usage, isDefault }) => isDefault || usage === 'PERSONAL')
  return quotedLabel(personal?.label)
}

const REFRESH_CERTIFICATES = 'SETROPTS RACLIST(DIGTCERT DIGTRING) REFRESH'

const racf = (title: string, lines: readonly string[], caution: string): Fix => ({
  where: 'racf',
  title,
  snippet: lines.join('\n'),
  caution,
})

const REBUILD =
  'A failed environment stays failed: raise EnvironmentUserInstance in the TTLSEnvironmentAction, then F PAGENT,REFRESH.'

export function permitRing(facts: FixFacts): Fix {
  const { owner, ring } = ringOf(facts)
  const profile = `${owner}.${ring.toUpperCase()}.LST`
  return racf(
    'Let the user of the task read the key ring',
    [
      `RDEFINE RDATALIB ${profile} UACC(NONE)`,
      `PERMIT ${profile} CLASS(RDATALIB) ID(${userOf(facts)}) ACCESS(READ)`,
      'SETROPTS RACLIST(RDATALIB) REFRESH',
    ],
    `READ lets the user read the ring of another; a private key that is not its own may need more, see RDATALIB in the RACF manual. The class must be active. ${REBUILD}`,
  )
}

export function showRing(facts: FixFacts): Fix {
  const { owner, ring } = ringOf(facts)
  return racf(
    'See what the key ring holds',
    [`RACDCERT ID(${owner}) LISTRING(${ring})`, `RACDCERT ID(${owner}) LIST(LABEL(${labelOf(facts)}))`],
    'Only lists: which certificates, which is the default, whether each has a private key and is trusted.',
  )
}

export function connectPersonal(facts: FixFacts): Fix {
  const { owner, ring } = ringOf(facts)
  return racf(
    'Connect a certificate that has its private key, as the default',
    [
      `RACDCERT ID(${owner}) CONNECT(LABEL(${labelOf(facts)}) RING(${ring}) USAGE(PERSONAL) DEFAULT)`,
      REFRESH_CERTIFICATES,
    ],
    `Everybody who uses this ring gets the new default. ${REBUILD}`,
  )
}

export function connectAuthority(facts: FixFacts): Fix {
  const { owner, ring } = ringOf(facts)
  return racf(
    "Connect the authority's certificate to the verifying side's ring, when that side is z/OS",
    [
      `RACDCERT ID(${owner}) CONNECT(CERTAUTH LABEL('your CA label') RING(${ring}) USAGE(CERTAUTH))`,
      REFRESH_CERTIFICATES,
    ],
    `Whatever this authority signs is trusted from then on: check its fingerprint first. ${REBUILD}`,
  )
}

export function createRing(facts: FixFacts): Fix {
  const { owner, ring } = ringOf(facts)
  return racf(
    'Create the ring when it does not exist',
    [`RACDCERT ID(${owner}) ADDRING(${ring})`, REFRESH_CERTIFICATES],
    'A new ring is empty: connect a certificate with its key and the authorities. Ring names are case-sensitive.',
  )
}

/** `EZB.INITSTACK.sysname.tcpname`, as a refused access or the message about the image names them. */
export function permitInitialStack(facts: FixFacts): Fix {
  const refused = /^EZB\.INITSTACK\.([^.]{1,8})\.([^.]{1,8})$/i.exec(refusal(facts)?.['resource'] ?? '')
  const image = facts.texts.find(({ id, values }) => id === 'OBJERR' && values['quoted'] !== undefined)?.values[
    'quoted'
  ]
  const profile = `EZB.INITSTACK.${racfName(refused?.[1], 'SYSNAME')}.${racfName(refused?.[2] ?? image, 'TCPNAME')}`
  return racf(
    'Let PAGENT use the stack before the policy is there',
    [
      `RDEFINE SERVAUTH ${profile} UACC(NONE)`,
      `PERMIT ${profile} CLASS(SERVAUTH) ID(${userOf(facts)}) ACCESS(READ)`,
      'SETROPTS RACLIST(SERVAUTH) REFRESH',
    ],
    'The user is the one that PAGENT runs under; SYSNAME and TCPNAME, where they stand, are the names of the system and of the stack. Whoever has READ may use the stack without AT-TLS while the policy is not installed: permit only what must start early.',
  )
}
