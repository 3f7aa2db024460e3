/** Return codes that z/OS sources printed, as what a claim is made of. */
import { attlsReturnCode } from '../reference/attls-return-code.ts'
import { cmsStatusCode } from '../reference/cms-status-code.ts'
import { systemSslReturnCode } from '../reference/system-ssl-return-code.ts'
import type { ConnectionFacts, HostCodeFact } from './facts.ts'
import type { FoundReturnCode, ReturnCodeSystem } from './finding.ts'
import type { Claim, Exhibit } from './rule.ts'

/** The first of these codes that a host printed. */
export function hostCode(
  facts: Pick<ConnectionFacts, 'codes'>,
  system: ReturnCodeSystem,
  ...codes: readonly number[]
): HostCodeFact | undefined {
  // Most connections have none.
  if (facts.codes.length === 0) return undefined
  return facts.codes.find((found) => found.system === system && codes.includes(found.code))
}

/** 406 and 420: the partner is gone, which says nothing of this side. */
export const CONNECTION_LOST: readonly number[] = [406, 420]

/** 435 and 8: no way from a certificate to one that is trusted, because its issuer is not, or because one in between was not sent. */
export const UNKNOWN_CA: readonly number[] = [435, 8]

/** The code of something that this host itself could not go on with. */
export function isOwnReason({ system, code }: HostCodeFact): boolean {
  return system !== 'at-tls' && !(system === 'system-ssl' && CONNECTION_LOST.includes(code))
}

export function codeExhibit({ source, line, text }: HostCodeFact): Exhibit {
  return { source, line, text }
}

export function foundCode({ system, code }: HostCodeFact): FoundReturnCode {
  return { system, code, name: codeName(system, code) }
}

/** With the root cause goes whatever code z/OS printed for the connection, also one that the claim does not need; each once. */
export function withAllCodes(claimed: readonly FoundReturnCode[] = [], facts: ConnectionFacts): FoundReturnCode[] {
  const all = [...claimed, ...facts.codes.map(foundCode)]
  return all.filter(
    ({ system, code }, at) => all.findIndex((other) => other.system === system && other.code === code) === at,
  )
}

/**
 * What a claim that rests on a code, or that a code supports, takes from it. `shared`: codes that other faults bring as well; they make no
 * claim surer, only fit better than those that the code does not speak of.
 */
export function withCode(claim: Claim, found: HostCodeFact | undefined, shared: readonly number[] = []): Claim {
  if (found === undefined) return claim
  const open = claim.confidence === 'possible' && shared.includes(found.code)
  return {
    ...claim,
    confidence: claim.confidence === 'possible' && !open ? 'likely' : claim.confidence,
    fit: open ? (2 + claim.fit) / 3 : claim.fit,
    evidence: [...claim.evidence, codeExhibit(found)],
    returnCodes: [...(claim.returnCodes ?? []), foundCode(found)],
  }
}

/** One sentence: the code, and its meaning where the tables have it. */
export function codeMeaning({ system, code }: HostCodeFact): string {
  const name = codeName(system, code)
  const meaning =
    system === 'system-ssl'
      ? systemSslReturnCode(code)?.meaning
      : system === 'at-tls'
        ? attlsReturnCode(code)?.meaning
        : system === 'cms'
          ? cmsStatusCode(code)?.meaning
          : undefined
  const numbered = name === String(code) || name.startsWith('0x') ? name : `${code} ${name}`
  return `${SYSTEMS[system]} ${numbered}: ${meaning ?? 'no meaning is known here.'}`
}

const SYSTEMS: Readonly<Record<ReturnCodeSystem, string>> = {
  'system-ssl': 'System SSL return code',
  'at-tls': 'AT-TLS return code',
  cms: 'CMS status',
  icsf: 'ICSF reason code',
}

function codeName(system: ReturnCodeSystem, code: number): string {
  switch (system) {
    case 'system-ssl':
      return systemSslReturnCode(code)?.symbol ?? String(code)
    case 'at-tls':
      return attlsReturnCode(code)?.symbol ?? String(code)
    case 'cms':
      return cmsStatusCode(code)?.symbol ?? `0x${code.toString(16).toUpperCase().padStart(8, '0')}`
    case 'icsf':
      return `0x${code.toString(16).toUpperCase()}`
  }
}

/** A claim that rests on a return code alone: its documented meaning, with whatever else the log says. `shared` as above. */
export function codeClaim(
  found: HostCodeFact,
  claim: Pick<Claim, 'fit' | 'explanation' | 'wouldDisprove'> & { readonly detectedBy?: Claim['detectedBy'] },
  shared: readonly number[] = [],
): Claim {
  return withCode({ confidence: 'possible', basis: 'code', evidence: [], ...claim }, found, shared)
}
