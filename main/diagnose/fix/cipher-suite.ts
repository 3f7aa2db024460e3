/** Suites that a policy can be given so that the two sides meet. */
import { cipherSuite } from '../../reference/cipher-suite.ts'
import { suiteList } from '../../settings/meaning.ts'
import type { FixFacts } from './fix-facts.ts'
import type { Fix } from '../finding.ts'
import { policyFix, REFRESH, replacesDefault } from './policy.ts'

/** As many as somebody wants to read. */
const MAX_SUITES = 4

/** Suites for the policy: what the client offers, without weaknesses, first the client's favourite; with a certificate of that key type. */
export function addSuites(facts: FixFacts, tls13: boolean): Fix {
  const known = new Set(
    (facts.elsewhere?.certificates ?? []).map(({ keyType }) => (keyType === 'EC' ? 'ECDSA' : keyType)),
  )
  const list = facts.policy && suiteList(facts.policy.values)
  const present = list?.codes ?? []
  const offered = (facts.offers.at(-1)?.cipherSuites ?? []).flatMap((code) => {
    const suite = cipherSuite(code)
    if (!suite || present.includes(code) || suite.signaling === true || (suite.weak?.length ?? 0) > 0) return []
    const forTls13 = suite.versions?.includes('TLS 1.3') ?? false
    if (forTls13 !== tls13) return []
    if (!tls13 && (suite.zosListed !== true || (known.size > 0 && !known.has(suite.authentication ?? '')))) return []
    return [suite.name]
  })
  const fallback = tls13
    ? ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384']
    : ['TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256', 'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256']
  const suites = offered.length > 0 ? offered.slice(0, MAX_SUITES) : fallback
  const why =
    offered.length > 0 ? 'that the client offers' : 'in use today; compare them with what the other side offers'
  return policyFix(
    facts,
    'TTLSCipherParms',
    `Add cipher suites ${why}`,
    suites.map((name) => ['V3CipherSuites', name]),
    `Suites of the statement that are not shown stay as they are; their order is the order of preference. ${replacesDefault([list?.value])}${REFRESH}`,
  )
}
