/** The values in force under a rule, from the statements that it uses. */
import { attlsKeyword, attlsStatement, type Keyword } from '../reference/attls-statement.ts'
import type { EffectiveValue, PolicyStatement, Scope } from './policy.ts'

const SCOPES: readonly Scope[] = ['connection', 'environment', 'group']
/** What a rule's actions may hold in all, in the order of their scopes. */
const TYPES: Readonly<Record<Scope, readonly string[]>> = {
  connection: ['TTLSConnectionAction', 'TTLSCipherParms', 'TTLSSignatureParms', 'TTLSConnectionAdvancedParms'],
  environment: [
    'TTLSEnvironmentAction',
    'TTLSKeyringParms',
    'TTLSCipherParms',
    'TTLSSignatureParms',
    'TTLSEnvironmentAdvancedParms',
    'TTLSGskAdvancedParms',
    'TTLSGskLdapParms',
    'TTLSGskOcspParms',
    'TTLSGskHttpCdpParms',
  ],
  group: ['TTLSGroupAction', 'TTLSGroupAdvancedParms'],
}

/** Each keyword once: those that are written, and those with a default that is documented for the release. */
export function effectiveValues(
  statements: readonly PolicyStatement[],
  release: string | undefined,
): readonly EffectiveValue[] {
  return [...(allKeywords ??= everyKeyword())].flatMap(
    ([lower, keyword]) => writtenValue(statements, lower, keyword) ?? defaultValue(keyword, release) ?? [],
  )
}

let allKeywords: ReadonlyMap<string, Keyword> | undefined

function everyKeyword(): ReadonlyMap<string, Keyword> {
  const keywords = new Map<string, Keyword>()
  for (const scope of SCOPES.toReversed())
    for (const type of TYPES[scope])
      for (const [lower, keyword] of attlsStatement(type)?.keywords ?? [])
        if (keyword.value.kind !== 'reference') keywords.set(lower, withDefault(keyword, keywords.get(lower)))
  return keywords
}

/** A keyword of several statements has the default of whichever names one. */
function withDefault(keyword: Keyword, other: Keyword | undefined): Keyword {
  return keyword.default === undefined && other?.default !== undefined
    ? { ...keyword, default: other.default }
    : keyword
}

function writtenValue(
  statements: readonly PolicyStatement[],
  lower: string,
  keyword: Keyword,
): EffectiveValue | undefined {
  for (const scope of SCOPES) {
    const found = statements
      // Where a keyword does not belong it is ignored.
      .filter(({ scope: own, type }) => own === scope && attlsKeyword(type, lower) !== undefined)
      .flatMap(({ parameters }) =>
        parameters.filter(({ keyword: word, value }) => word.toLowerCase() === lower && value !== ''),
      )
    const last = found.at(-1)
    if (last === undefined) continue
    return {
      keyword: keyword.name,
      values: keyword.repeats ? found.map(({ value }) => value) : [last.value],
      from: scope,
      line: keyword.repeats ? found[0]?.line : last.line,
      documented: undefined,
    }
  }
  return undefined
}

function defaultValue({ name, default: known }: Keyword, release: string | undefined): EffectiveValue | undefined {
  if (known === undefined) return undefined
  const { value, from, to } = known
  if (release !== undefined && (compareReleases(release, from) < 0 || compareReleases(release, to) > 0))
    return undefined
  return {
    keyword: name,
    values: typeof value === 'string' ? [value] : value,
    from: 'default',
    line: undefined,
    documented: from === to ? `z/OS ${from}` : `z/OS ${from} to ${to}`,
  }
}

function compareReleases(a: string, b: string): number {
  const [aMajor = 0, aMinor = 0] = a.split('.').map(Number)
  const [bMajor = 0, bMinor = 0] = b.split('.').map(Number)
  return aMajor - bMajor || aMinor - bMinor
}
