/** What a System SSL that finds no usable cipher suite (402) can mean, and what tells the cases apart. */
import { cipherSuiteName, zosCipherSpelling } from '../reference/cipher-suite.ts'
import { codesInText } from '../reference/code-in-text.ts'
import type { ConnectionFacts, HostCodeFact, HostTextFact } from './facts.ts'
import { codeExhibit, foundCode, hostCode } from './host-code.ts'
import { keyKindOfSuite } from './offer.ts'
import type { Claim, Exhibit } from './rule.ts'
import { keysInRing } from './server-keys.ts'

const NO_CIPHERS = 402

export interface NamedSuite {
  readonly suite: number
  readonly by: HostTextFact
}

/** The suite that AT-TLS or System SSL says it had come to (`GSK_CONNECT_CIPHER_SPEC(207) - C02B`). */
export function namedSuite(facts: Pick<ConnectionFacts, 'texts'>): NamedSuite | undefined {
  for (const by of facts.texts)
    for (const code of codesInText(by.text)) if (code.kind === 'cipher') return { suite: code.suite, by }
  return undefined
}

/**
 * The claim of a rule for one of the ways in which a suite that was found can still not be used: 402 beside the name of a suite. Undefined
 * without both. The size of a key explains nothing by itself: what counts is its kind, its curve, and who takes them.
 */
export function unusableSuiteClaim(
  facts: ConnectionFacts,
  fit: number,
  reading: (keyKind: string | undefined) => Pick<Claim, 'explanation' | 'wouldDisprove'> | undefined,
): Claim | undefined {
  const code = hostCode(facts, 'system-ssl', NO_CIPHERS)
  const named = namedSuite(facts)
  if (facts.outcome !== 'failed' || code === undefined || named === undefined) return undefined
  const said = reading(keyKindOfSuite(named.suite))
  if (said === undefined) return undefined
  return {
    ...said,
    explanation: `System SSL had come to ${suiteText(named.suite)} and still gave return code 402. ${said.explanation}`,
    confidence: 'possible',
    basis: 'code',
    fit,
    evidence: [...suiteExhibits(facts, named), codeExhibit(code)],
    returnCodes: [foundCode(code)],
  }
}

/** What to compare where nothing but the code is there. */
export function explain402({ code }: HostCodeFact): string {
  return `System SSL gave return code ${code}: it found no cipher suite that both sides can use. Three things can be meant: no suite is in both lists (compare the ClientHello, from a packet trace, with V3CipherSuites of the policy); the common ones need another kind of key than the certificate has (RACDCERT LIST shows it); or the certificate is EC on a curve, or with a signature, that the client does not take (its supported_groups and signature_algorithms, and ClientECurves and SignaturePairs of the policy).`
}

function suiteText(suite: number): string {
  const zos = zosCipherSpelling(suite)
  return zos === undefined ? cipherSuiteName(suite) : `${zos} ${cipherSuiteName(suite)}`
}

function suiteExhibits(facts: ConnectionFacts, { suite, by }: NamedSuite): Exhibit[] {
  return [
    { source: by.source, line: by.line, text: `${suiteText(suite)}: ${by.text}` },
    ...(keysInRing(facts.keyRing)?.certificates ?? []).map(({ label, keyType, curve, keyBits, source, line }) => ({
      source,
      line,
      text: `certificate "${label}" in the ring: ${[keyType, curve ?? keyBits].filter((part) => part !== undefined).join(' ')}`,
    })),
  ]
}
