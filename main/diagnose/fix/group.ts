/** Groups and key shares, written in decimal: 0023 is secp256r1. */
import { zosGroupSpelling } from '../../reference/supported-group.ts'
import { type GroupList, valueOf } from '../../settings/meaning.ts'
import type { EffectiveValue } from '../../settings/policy.ts'
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { policyFix, REFRESH, replacesDefault } from './policy.ts'

/** Listed for the server by an installed policy: secp256r1, secp384r1, secp521r1, x25519, x448. */
const SERVER_GROUPS = [23, 24, 25, 29, 30]
const SERVER_CURVES = [23, 24, 25]

function listsOf({ policy }: FixFacts, ...keywords: readonly GroupList[]): readonly (EffectiveValue | undefined)[] {
  return keywords.map((keyword) => valueOf(policy?.values ?? [], keyword))
}

export function serverGroups(facts: FixFacts): Fix {
  const offered = facts.offers.at(-1)?.groups ?? []
  const spelt = (allowed: readonly number[]): string[] => {
    const common = offered.filter((group) => allowed.includes(group))
    return (common.length > 0 ? common : [23]).flatMap((group) => zosGroupSpelling(group) ?? [])
  }
  return policyFix(
    facts,
    'TTLSSignatureParms',
    'Allow the groups that the client has',
    [
      ...spelt(SERVER_CURVES).map((code) => ['ServerKexECurves', code] as const),
      ...spelt(SERVER_GROUPS).map((code) => ['ServerKeyShareGroups', code] as const),
    ],
    `0029 and 0030 serve TLS 1.3 only; older versions need another group beside them. ${replacesDefault(listsOf(facts, 'ServerKexECurves', 'ServerKeyShareGroups'))}${REFRESH}`,
  )
}

export function clientGroups(facts: FixFacts): Fix {
  return policyFix(
    facts,
    'TTLSSignatureParms',
    'When z/OS is the client: put the same groups into both lists',
    [
      ['ClientECurves', '0023'],
      ['ClientKeyShareGroups', '0023'],
    ],
    `Every key share must also be among the curves. ${replacesDefault(listsOf(facts, 'ClientECurves', 'ClientKeyShareGroups'))}${REFRESH}`,
  )
}
