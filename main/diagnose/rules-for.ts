/**
 * Which rules are asked about a connection. There are some fifty of them and cases of a hundred thousand failed connections, so the one that an
 * alert names is asked first, and those whose ground is lacking are left out.
 */
import { isClear } from './clear-words.ts'
import type { ConnectionFacts } from './facts.ts'
import { refusedServerCertificate } from './refused-certificate.ts'
import { firstEnd, refusalOf } from './refusal.ts'
import { refusedOffer } from './refused-offer.ts'
import type { Ground, Rule } from './rule.ts'
import { rules } from './rules.ts'
import { FAREWELLS } from './silence.ts'

/** A bit each. */
const GROUND: Readonly<Record<Ground, number>> = {
  answer: 1,
  'refused-hello': 2,
  'refused-certificate': 4,
  alert: 8,
  'clear-text': 16,
  host: 32,
  'bare-end': 64,
  unconnected: 128,
  data: 256,
  'wrong-keys': 512,
}

const NONE: readonly Rule[] = []
/** By alert. */
const named = new Map<number, readonly Rule[]>()
for (const rule of rules) for (const alert of rule.alerts ?? []) named.set(alert, [...(named.get(alert) ?? NONE), rule])

/** Those whose cause the alert names that a failed handshake ended with. */
export function rulesNamed(facts: ConnectionFacts): readonly Rule[] {
  const said = refusalOf(facts)?.alert?.description
  return said === undefined ? NONE : (named.get(said) ?? NONE)
}

/** By the grounds that are there. */
const known = new Map<number, readonly Rule[]>()

/** Those that may find something on a failed connection, in the order of all. */
export function rulesFor(facts: ConnectionFacts): readonly Rule[] {
  const there = groundsOf(facts)
  let asked = known.get(there)
  if (asked === undefined) {
    asked = rules.filter(({ grounds }) => grounds?.some((ground) => there & GROUND[ground]) ?? true)
    known.set(there, asked)
  }
  return asked
}

function groundsOf(facts: ConnectionFacts): number {
  let there = eventGrounds(facts)
  if (wentFurther(facts)) there |= GROUND.answer
  if (refusedOffer(facts) !== undefined) there |= GROUND['refused-hello']
  if (refusedServerCertificate(facts) !== undefined) there |= GROUND['refused-certificate']
  if (facts.alerts.length > 0) there |= GROUND.alert
  if (isBareEnd(facts)) there |= GROUND['bare-end']
  if (isHostHeard(facts)) there |= GROUND.host
  return there
}

/** What is to be seen on events, in one pass over them. */
function eventGrounds({ events }: ConnectionFacts): number {
  let there = GROUND.unconnected
  for (const event of events) {
    const { kind } = event
    if (isClear(event)) there |= GROUND['clear-text']
    else if (kind === 'syn_ack' && event.from === 'server') there &= ~GROUND.unconnected
    else if (kind === 'application_data') {
      if (event.bytes !== undefined) there |= GROUND.data
    } else if (kind === 'bad_record_mac' || kind === 'keys_do_not_fit' || kind === 'finished_does_not_verify')
      there |= GROUND['wrong-keys']
  }
  return there
}

function wentFurther(facts: ConnectionFacts): boolean {
  return (
    facts.answer !== undefined ||
    facts.retry !== undefined ||
    facts.keyExchange !== undefined ||
    facts.certificateRequest !== undefined ||
    facts.certificateMessages.length > 0 ||
    facts.certificates.length > 0 ||
    facts.verifies.length > 0
  )
}

function isBareEnd(facts: ConnectionFacts): boolean {
  const end = firstEnd(facts)
  return !facts.alerts.some(
    ({ n, description }) => end === undefined || (n <= end.afterMessage && !FAREWELLS.includes(description ?? -1)),
  )
}

function isHostHeard({ codes, texts, caseTexts, toldAlerts, policy, keyRing }: ConnectionFacts): boolean {
  return (
    codes.length > 0 ||
    texts.length > 0 ||
    caseTexts.length > 0 ||
    toldAlerts.length > 0 ||
    policy !== undefined ||
    keyRing !== undefined
  )
}
