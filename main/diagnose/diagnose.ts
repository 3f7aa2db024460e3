/** Findings for a connection: every rule that may find something is asked, the answers are ranked. Bytes go before texts, texts before return codes. */
import type { ConnectionView } from '../tls/connection-view.ts'
import type { CauseId } from '../../preload/contract/cause.ts'
import { chainOf, hasVisibleFault, selfSignedLeaf } from './certificate-check.ts'
import { detectedBy } from './detected-by.ts'
import { evidenceOf, placeEvidence } from './exhibit.ts'
import type { CaseFacts, ConnectionFacts } from './facts.ts'
import type { Confidence, Finding } from './finding.ts'
import { fixesFor } from './fix/fixes-for.ts'
import { withAllCodes } from './host-code.ts'
import { leftWithoutWord } from './left-without-word.ts'
import { refusalOf } from './refusal.ts'
import { NOTHING_SEEN } from './read-facts.ts'
import type { Basis, Claim, Rule } from './rule.ts'
import { rules } from './rules.ts'
import { rulesFor, rulesNamed } from './rules-for.ts'
import { unexplained, unexplainedCodes } from './unexplained.ts'
import { whatToCollect } from './what-to-collect.ts'

/** More candidates than these help nobody. */
const MAX_FINDINGS = 8

/** What goes first has the lower number. */
const CONFIDENCE: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 }
const BASIS: Readonly<Record<Basis, number>> = { bytes: 0, text: 1, code: 2 }

/** Those that look for what comes after a handshake. */
const LATER_RULES = rules.filter(({ afterwards }) => afterwards === true)

interface Suspicion {
  readonly rule: Rule
  readonly claim: Claim
}

/**
 * Ranked findings; the first is the root cause as far as the sources show it. A failed connection has at least one, a healthy one has
 * none that is more than possible. `view` gives the evidence its places.
 */
export function diagnose(facts: ConnectionFacts, view: ConnectionView): Finding[] {
  const sorted = suspicionsOf(facts)
    .sort(bySureness(circumstancesFirst(facts)))
    .slice(0, MAX_FINDINGS)
  const findings = sorted.map(({ rule, claim }, at): Finding => ({
    cause: rule.cause,
    confidence: claim.confidence,
    rank: at + 1,
    detectedBy: claim.detectedBy ?? detectedBy(facts),
    title: claim.title ?? rule.title,
    explanation: claim.explanation,
    returnCodes: at === 0 ? withAllCodes(claim.returnCodes, facts) : (claim.returnCodes ?? []),
    evidence: claim.evidence.map((exhibit) => evidenceOf(exhibit, facts, view)),
    wouldDisprove: claim.wouldDisprove,
    fixes: claim.fixes ?? fixesFor(rule.cause, facts),
    // What is certain or likely needs no more; of several that are open the first is asked about.
    collect: at === 0 && claim.confidence === 'possible' ? whatToCollect(facts, rule.cause) : [],
  }))
  return findings.length === 0 && facts.outcome === 'failed' ? [unexplained(facts, view)] : findings
}

/** The first of the findings of a failed connection, without all that goes with it: a case has a hundred thousand of them. */
export function rootCause(facts: ConnectionFacts): { readonly id: CauseId; readonly confidence: Confidence } {
  const first = firstOf(suspicionsOf(facts, true), facts)
  return first === undefined
    ? { id: 'unexplained', confidence: 'possible' }
    : { id: first.rule.cause, confidence: first.claim.confidence }
}

/** What is found, likely at least, on a connection whose handshake was fine; undefined for nearly all of them. */
export function causeAfterwards(facts: ConnectionFacts): ReturnType<typeof rootCause> | undefined {
  const first = firstOf(suspicionsOf(facts), facts)
  return first === undefined || first.claim.confidence === 'possible'
    ? undefined
    : { id: first.rule.cause, confidence: first.claim.confidence }
}

/** The one that a sorted list would begin with. */
function firstOf(suspicions: readonly Suspicion[], facts: ConnectionFacts): Suspicion | undefined {
  if (suspicions.length < 2) return suspicions[0]
  const order = bySureness(circumstancesFirst(facts))
  return suspicions.reduce((first, other) => (order(other, first) < 0 ? other : first))
}

/** What the rules say, first those that an alert names, then in the rules' order; with `firstAlone` no rule is asked behind one that none can go before. */
function suspicionsOf(facts: ConnectionFacts, firstAlone = false): Suspicion[] {
  // Of DTLS and QUIC no more than the opening is read: rules that look for what a handshake did would judge what they did not see.
  if (facts.transport === 'dtls' || facts.transport === 'quic') return []
  const suspicions: Suspicion[] = []
  const failed = facts.outcome === 'failed'
  const named = failed ? rulesNamed(facts) : NO_RULES
  if (askedEnough(named, facts, suspicions, firstAlone)) return suspicions.slice(-1)
  // A hundred thousand connections times all rules: no array for each that says nothing.
  const others = failed ? rulesFor(facts) : LATER_RULES
  if (askedEnough(others, facts, suspicions, firstAlone, named)) return suspicions.slice(-1)
  return suspicions.length < 2 ? suspicions : withoutCircumstances(suspicions)
}

const NO_RULES: readonly Rule[] = []

/** Adds what the rules find; true where the last of it is beyond doubt and all that is wanted. */
function askedEnough(
  asked: readonly Rule[],
  facts: ConnectionFacts,
  suspicions: Suspicion[],
  firstAlone: boolean,
  but = NO_RULES,
): boolean {
  for (const rule of asked) {
    if (but.length > 0 && but.includes(rule)) continue
    const claim = rule.find(facts)
    if (claim === undefined) continue
    const suspicion = { rule, claim }
    suspicions.push(suspicion)
    if (firstAlone && isBeyondDoubt(suspicion, facts)) return true
  }
  return false
}

/** Findings of the case that belong to no connection. */
export function diagnoseCase(facts: CaseFacts): Finding[] {
  const unseen = { ...NOTHING_SEEN, codes: facts.codes, texts: facts.texts }
  const suspicions = rules.flatMap((rule): Suspicion[] => {
    // A return code says the same whether or not its message names the connection.
    const claim = rule.findInCase?.(facts) ?? (rule.kind === 'cause' ? ofCode(rule.find(unseen)) : undefined)
    return claim === undefined ? [] : [{ rule, claim }]
  })
  const findings = suspicions.sort(bySureness(false)).map(({ rule, claim }, at): Finding => ({
    cause: rule.cause,
    confidence: claim.confidence,
    rank: at + 1,
    detectedBy: claim.detectedBy ?? 'server',
    title: claim.title ?? rule.title,
    explanation: claim.explanation,
    returnCodes: claim.returnCodes ?? [],
    evidence: claim.evidence.flatMap((exhibit) => ('source' in exhibit ? [placeEvidence(exhibit)] : [])),
    wouldDisprove: claim.wouldDisprove,
    fixes: claim.fixes ?? fixesFor(rule.cause, unseen),
    collect: [],
  }))
  return [...findings, ...unexplainedCodes(facts.codes, findings)]
}

function ofCode(claim: Claim | undefined): Claim | undefined {
  return claim?.basis === 'code' ? claim : undefined
}

/** How an end came is no finding beside a cause that is likely at least. */
function withoutCircumstances(suspicions: readonly Suspicion[]): Suspicion[] {
  const explained = suspicions.some(({ rule, claim }) => rule.kind === 'cause' && claim.confidence !== 'possible')
  return suspicions.filter(({ rule }) => !explained || rule.kind === 'cause')
}

/**
 * Where an end came without the word that is due, how it came is all that is known; what else might fit stands behind it. A certificate
 * with a fault in view that no list of trusted ones could cure is more: a client whose application looks at it (Bun) hangs up.
 */
function circumstancesFirst(facts: ConnectionFacts): boolean {
  const refusal = refusalOf(facts)
  if (refusal === undefined || !leftWithoutWord(facts, refusal)) return false
  const chain = chainOf(facts, 'server')
  return refusal.by !== 'client' || selfSignedLeaf(chain) !== undefined || !hasVisibleFault(facts, chain)
}

/** It would stay in front of whatever another rule may say. */
function isBeyondDoubt({ rule, claim }: Suspicion, facts: ConnectionFacts): boolean {
  return (
    claim.confidence === 'certain' &&
    claim.basis === 'bytes' &&
    claim.fit >= 1 &&
    rule.kind === 'cause' &&
    !circumstancesFirst(facts)
  )
}

function bySureness(circumstancesFirst: boolean): (a: Suspicion, b: Suspicion) => number {
  const firstKind: Rule['kind'] = circumstancesFirst ? 'circumstance' : 'cause'
  return (a, b) =>
    CONFIDENCE[a.claim.confidence] - CONFIDENCE[b.claim.confidence] ||
    (a.rule.kind === b.rule.kind ? 0 : a.rule.kind === firstKind ? -1 : 1) ||
    BASIS[a.claim.basis] - BASIS[b.claim.basis] ||
    b.claim.fit - a.claim.fit
}
