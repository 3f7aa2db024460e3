/** Reads a policy as Policy Agent does, and says what it would ignore or refuse. */
import type { SettingBlock, SettingParameter } from '../format/setting-block.ts'
import {
  attlsStatement,
  attlsStatements,
  type Keyword,
  type Statement,
  statementsWith,
} from '../reference/attls-statement.ts'
import { isDocumentedValue } from './check-value.ts'
import type { Flag } from './flag.ts'
import { likeWord } from './like-word.ts'
import type { NamedStatements } from './named-statement.ts'

/** More than these nobody reads. */
const MAX_FLAGS = 500

type Found = Omit<Flag, 'source'>

export function checkPolicy(source: number, blocks: readonly SettingBlock[], named: NamedStatements): readonly Flag[] {
  const flags: Flag[] = []
  for (const found of checkAll(blocks, named)) {
    flags.push({ source, ...found })
    // The search ends here too: looking for what a word was meant to be takes time.
    if (flags.length === MAX_FLAGS) break
  }
  return flags.toSorted((a, b) => a.line - b.line)
}

function* checkAll(blocks: readonly SettingBlock[], named: NamedStatements): Generator<Found> {
  yield* checkPlace(blocks)
  for (const block of named.twice) {
    yield {
      code: 'repeated',
      line: block.line,
      text: `${block.type} ${block.name ?? ''} stands here a second time; which of the two counts is not documented.`,
      sure: true,
      word: block.name ?? '',
      meant: undefined,
    }
  }
  for (const block of blocks) yield* checkBlock(block, named)
}

/** TTLSConfig stands in the image's file, the statements of AT-TLS in the file that it names. */
function* checkPlace(blocks: readonly SettingBlock[]): Generator<Found> {
  const config = blocks.find(({ type }) => /^(?:tcpimage|ttlsconfig|commonttlsconfig)$/i.test(type))
  const rule = blocks.find(({ type }) => /^ttls(?:rule|groupaction)$/i.test(type))
  if (config === undefined || rule === undefined) return
  yield {
    code: 'misplaced-statement',
    line: rule.line,
    text: `${rule.type} stands in the same file as ${config.type}: Policy Agent takes statements of AT-TLS from the file that TTLSConfig names, and ignores them elsewhere.`,
    sure: false,
    word: rule.type,
    meant: undefined,
  }
}

function* checkBlock(outermost: SettingBlock, named: NamedStatements): Generator<Found> {
  const waiting: SettingBlock[] = [outermost]
  for (;;) {
    const block = waiting.shift()
    if (block === undefined) return
    const statement = attlsStatement(block.type)
    if (statement === undefined) {
      yield* checkType(block)
      continue
    }
    for (const { code, line } of block.oddities) yield braces(block, code, line)
    for (const parameter of block.parameters) yield* checkParameter(statement, parameter, named)
    yield* checkRepeats(statement, block)
    yield* checkRequired(statement, block)
    for (const inner of block.blocks) {
      if (!statement.inside.has(inner.type.toLowerCase())) yield* checkInner(statement, inner)
      if (attlsStatement(inner.type) !== undefined) waiting.push(inner)
    }
  }
}

function* checkType(block: SettingBlock): Generator<Found> {
  const meant = likeWord(
    block.type,
    Array.from(attlsStatements(), ({ type }) => type),
  )
  if (meant === undefined) return
  yield {
    code: 'unknown-statement',
    line: block.line,
    text: `${block.type} is no statement that is documented; ${meant} was probably meant. Nothing in it is in force.`,
    sure: true,
    word: block.type,
    meant,
  }
}

function* checkInner(outer: Statement, inner: SettingBlock): Generator<Found> {
  if (/^iptimecondition$/i.test(inner.type)) return
  const known = attlsStatement(inner.type)
  const meant = known
    ? undefined
    : likeWord(
        inner.type,
        Array.from(attlsStatements(), ({ type }) => type),
      )
  yield {
    code: known ? 'misplaced-statement' : 'unknown-statement',
    line: inner.line,
    text: known
      ? `${inner.type} cannot stand inside ${outer.type}.`
      : `${inner.type} is no statement that is documented${meant === undefined ? '' : `; ${meant} was probably meant`}. Nothing in it is in force.`,
    sure: known !== undefined || meant !== undefined,
    word: inner.type,
    meant,
  }
}

function* checkParameter(
  statement: Statement,
  { keyword, value, line }: SettingParameter,
  named: NamedStatements,
): Generator<Found> {
  const known = statement.keywords.get(keyword.toLowerCase())
  if (known === undefined) {
    yield unknownKeyword(statement, keyword, line)
    return
  }
  if (known.value.kind === 'reference') {
    if (named.find(known.value.to, value) !== undefined) return
    yield {
      code: 'missing-reference',
      line,
      text: `${keyword} names ${known.value.to} ${value}, which is not in this file.`,
      // It may stand in the common file of several stacks.
      sure: false,
      word: value,
      meant: undefined,
    }
    return
  }
  if (isDocumentedValue(known, value)) return
  const words = known.value.kind === 'words' ? known.value.words : []
  yield {
    code: 'unknown-value',
    line,
    text: `${known.name} ${value}: ${value === '' ? 'the value is missing' : 'this value is not documented'}${words.length > 0 ? ` (${words.join(', ')})` : ''}. Policy Agent installs nothing of a policy with an error.`,
    sure: known.value.kind === 'words',
    word: value,
    meant: likeWord(value, words),
  }
}

function unknownKeyword(statement: Statement, keyword: string, line: number): Found {
  const others = statementsWith(keyword)
  if (others.length > 0 || attlsStatement(keyword) !== undefined)
    return {
      code: 'misplaced-keyword',
      line,
      text:
        others.length > 0
          ? `${keyword} belongs into ${others.join(' or ')}, not into ${statement.type}: Policy Agent ignores it here.`
          : `${keyword} has no block of its own here: Policy Agent ignores it.`,
      sure: true,
      word: keyword,
      meant: others[0],
    }
  const own = likeWord(
    keyword,
    Array.from(statement.keywords.values(), ({ name }) => name),
  )
  const meant = own ?? likeWord(keyword, everyKeyword())
  return {
    code: 'unknown-keyword',
    line,
    text:
      meant === undefined
        ? `${keyword} is no keyword of ${statement.type} that is known here: if Policy Agent does not know it either, it ignores it in silence.`
        : `${keyword} is no keyword of ${statement.type}; ${meant} was probably meant. Policy Agent ignores it in silence, so that the default is in force.`,
    sure: meant !== undefined,
    word: keyword,
    meant,
  }
}

function everyKeyword(): readonly string[] {
  return Array.from(attlsStatements()).flatMap(({ keywords }) => Array.from(keywords.values(), ({ name }) => name))
}

function* checkRepeats(statement: Statement, block: SettingBlock): Generator<Found> {
  const seen = new Set<string>()
  for (const { keyword, line } of block.parameters) {
    const lower = keyword.toLowerCase()
    const known = statement.keywords.get(lower)
    if (known === undefined || known.repeats) continue
    if (seen.has(lower))
      yield {
        code: 'repeated',
        line,
        text: `${known.name} stands here a second time; the last one is taken here, which Policy Agent takes is not documented.`,
        sure: true,
        word: keyword,
        meant: undefined,
      }
    seen.add(lower)
  }
}

function* checkRequired(statement: Statement, block: SettingBlock): Generator<Found> {
  const has = ({ name }: Keyword): boolean =>
    block.parameters.some(({ keyword }) => keyword.toLowerCase() === name.toLowerCase())
  for (const keyword of statement.keywords.values()) {
    if (!keyword.required || has(keyword)) continue
    yield {
      code: 'missing-keyword',
      line: block.line,
      text: `${block.type} ${block.name ?? ''} has no ${keyword.name}, which it must have. Policy Agent installs nothing of a policy with an error.`.replace(
        '  ',
        ' ',
      ),
      sure: true,
      word: keyword.name,
      meant: undefined,
    }
  }
}

const BRACES: Readonly<Record<SettingBlock['oddities'][number]['code'], string>> = {
  'missing-brace': 'has no closing brace before this line',
  'surplus-brace': 'has a brace here that belongs to no statement',
  'brace-not-alone': 'has a brace on a line with something else; braces and parameters are to stand on separate lines',
  'too-much': 'goes on for longer than is read here',
}

function braces(block: SettingBlock, code: keyof typeof BRACES, line: number): Found {
  return {
    code: 'braces',
    line,
    text: `${block.type} ${block.name ?? ''} ${BRACES[code]}.`.replace('  ', ' '),
    sure: code !== 'too-much',
    word: block.type,
    meant: undefined,
  }
}
