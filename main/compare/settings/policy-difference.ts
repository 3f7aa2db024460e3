import { seen, type Seen } from '../difference.ts'
import { listDifference } from '../message-difference.ts'
import type { ComparedConditions, ComparedPolicy, ComparedRule, ComparedValue, PortSpan } from './compared-settings.ts'

/** Lists of which the order is a preference: the others say what is allowed. */
const ORDERED = new Set(['v3ciphersuites', 'v3ciphersuites4char', 'clientkeysharegroups', 'signaturepairs'])

/** What is in force under the rules of two policies, by their names: texts, comments and which statement says it are no difference. */
export function policyDifferences(a: readonly ComparedPolicy[], b: readonly ComparedPolicy[]): Seen[] {
  const [rulesA, rulesB] = [byName(a), byName(b)]
  return [...new Set([...rulesA.keys(), ...rulesB.keys()])].flatMap((name) => {
    const [one, other] = [rulesA.get(name), rulesB.get(name)]
    if (one && other) return ruleDifferences(`rule[${name}]`, one, other)
    return [seen(`rule[${name}]`, 'presence', one ? conditionText(one) : null, other ? conditionText(other) : null)]
  })
}

/** `IMAGE/NAME` where a display shows several stacks; the first of a name counts. */
function byName(policies: readonly ComparedPolicy[]): ReadonlyMap<string, ComparedRule> {
  const rules = policies.flatMap((policy) => policy.rules)
  const several = new Set(rules.map(({ image }) => image)).size > 1
  const found = new Map<string, ComparedRule>()
  for (const rule of rules) {
    const name = several && rule.image !== undefined ? `${rule.image}/${rule.name}` : rule.name
    if (!found.has(name)) found.set(name, rule)
  }
  return found
}

function ruleDifferences(path: string, a: ComparedRule, b: ComparedRule): Seen[] {
  const found: Seen[] = []
  if (a.priority !== b.priority) found.push(seen(`${path}.priority`, 'value', a.priority, b.priority))
  const [conditionsA, conditionsB] = [conditionTexts(a.conditions), conditionTexts(b.conditions)]
  for (const [name, text] of Object.entries(conditionsA)) {
    const other = conditionsB[name] ?? null
    if (text !== other) found.push(seen(`${path}.${name}`, 'value', text, other))
  }
  const [valuesA, valuesB] = [byKeyword(a.values), byKeyword(b.values)]
  for (const keyword of new Set([...valuesA.keys(), ...valuesB.keys()])) {
    const difference = valueDifference(path, keyword, valuesA.get(keyword), valuesB.get(keyword))
    if (difference) found.push(difference)
  }
  return found
}

const byKeyword = (values: readonly ComparedValue[]): ReadonlyMap<string, ComparedValue> =>
  new Map(values.map((value) => [value.keyword.toLowerCase(), value]))

function valueDifference(
  rule: string,
  keyword: string,
  a: ComparedValue | undefined,
  b: ComparedValue | undefined,
): Seen | undefined {
  const path = `${rule}.${(a ?? b)?.keyword ?? keyword}`
  const [textA, textB] = [a?.values.map(plain) ?? [], b?.values.map(plain) ?? []]
  if (a && b) {
    if (textA.join() === textB.join()) return undefined
    if (textA.length > 1 || textB.length > 1) {
      return listDifference(path, textA, textB, !ORDERED.has(keyword), false)
    }
    return seen(path, 'value', textA[0] ?? null, textB[0] ?? null)
  }
  // A default that only one side's release documents, or only a display shows: nothing says that the other has another value.
  const noise = (a ?? b)?.from === 'default'
  const value = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join(', '))
  return seen(path, 'presence', value(textA), value(textB), { noise })
}

/** Words of a policy mean the same in any case: On, ON. Names of files and labels do not, and stay. */
const plain = (value: string): string => (/^(?:on|off)$/i.test(value) ? value.toLowerCase() : value)

function conditionTexts(conditions: ComparedConditions): Readonly<Record<string, string | null>> {
  const { localAddresses, remoteAddresses, localPorts, remotePorts, job, user, direction } = conditions
  return {
    localAddresses: addressText(localAddresses),
    remoteAddresses: addressText(remoteAddresses),
    localPorts: portText(localPorts),
    remotePorts: portText(remotePorts),
    job: job ?? null,
    user: user ?? null,
    direction: direction === 'both' ? null : (direction ?? null),
  }
}

/** Where it applies, in a few words. */
function conditionText({ conditions }: ComparedRule): string {
  const texts = Object.entries(conditionTexts(conditions)).flatMap(([name, text]) =>
    text === null ? [] : [`${name} ${text}`],
  )
  return texts.length === 0 ? 'any connection' : texts.join(', ')
}

function portText(spans: readonly PortSpan[] | undefined): string | null {
  if (!spans) return null
  const sorted = spans.toSorted((one, other) => one.first - other.first)
  return sorted.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(', ')
}

function addressText(spans: ComparedConditions['localAddresses']): string | null {
  if (!spans) return null
  return spans
    .map(({ family, first, last }) =>
      [shown(first, family), ...(first === last ? [] : [shown(last, family)])].join('-'),
    )
    .toSorted()
    .join(', ')
}

/** RFC 5952 without its shortenings: it is compared, and read seldom. */
function shown(number: bigint, family: number): string {
  if (family === 4) return [24n, 16n, 8n, 0n].map((shift) => String((number >> shift) & 0xffn)).join('.')
  return (number.toString(16).padStart(32, '0').match(/.{4}/g) ?? [])
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
