/** Every name of the tables, whatever its case, with the readings behind it. */
import type { Reading } from './reading.ts'
import {
  alertReading,
  attributeReading,
  cipherSuiteReading,
  extensionReading,
  groupReading,
  handshakeTypeReading,
  messageReading,
  signatureSchemeReading,
  statusReading,
  systemSslReading,
  versionReading,
} from './reading-of.ts'
import alerts from './table/alerts.json' with { type: 'json' }
import cipherSuites from './table/cipher-suites.json' with { type: 'json' }
import cmsStatusCodes from './table/cms-status-codes.json' with { type: 'json' }
import extensions from './table/extensions.json' with { type: 'json' }
import handshakeTypes from './table/handshake-types.json' with { type: 'json' }
import signatureSchemes from './table/signature-schemes.json' with { type: 'json' }
import supportedGroups from './table/supported-groups.json' with { type: 'json' }
import systemSslAttributes from './table/system-ssl-attributes.json' with { type: 'json' }
import systemSslReturnCodes from './table/system-ssl-return-codes.json' with { type: 'json' }
import versions from './table/versions.json' with { type: 'json' }
import zosMessages from './table/zos-messages.json' with { type: 'json' }
import type { Confidence } from './sourced.ts'
import { MANUALS } from './reading.ts'

type Find = () => Reading | undefined

interface Named {
  readonly name: string
  readonly finds: Find[]
}

let index: ReadonlyMap<string, Named> | undefined

export function readingsOfName(name: string): Reading[] {
  const named = all().get(name.toUpperCase())
  return named ? named.finds.map((find) => find()).filter((reading) => reading !== undefined) : []
}

/** Names that contain the text, in the order of the tables; none for a text of less than three characters. */
export function namesLike(text: string, limit: number): string[] {
  const wanted = text.toUpperCase()
  const names: string[] = []
  if (wanted.length < 3) return names
  for (const [key, { name }] of all()) {
    if (names.length >= limit) break
    if (key.includes(wanted)) names.push(name)
  }
  return names
}

function all(): ReadonlyMap<string, Named> {
  if (index) return index
  const made = new Map<string, Named>()
  const add = (name: string | undefined, find: Find): void => {
    if (name === undefined) return
    const key = name.toUpperCase()
    const named = made.get(key)
    if (named) named.finds.push(find)
    else made.set(key, { name, finds: [find] })
  }
  for (const { id } of zosMessages.entries) add(id, () => messageReading(id))
  for (const entry of systemSslReturnCodes.entries)
    add('symbol' in entry ? entry.symbol : undefined, () => systemSslReading(entry.code))
  for (const { symbol, meaning, confidence } of systemSslReturnCodes.symbolsWithoutCode)
    add(symbol, () => withoutCode('system-ssl', symbol, meaning, confidence as Confidence))
  for (const entry of cmsStatusCodes.entries)
    add('symbol' in entry ? entry.symbol : undefined, () => statusReading(entry.code))
  for (const { symbol, meaning, confidence } of cmsStatusCodes.symbolsWithoutCode)
    add(symbol, () => withoutCode('cms', symbol, meaning, confidence as Confidence))
  for (const { name, code } of systemSslAttributes.entries) add(name, () => attributeReading(code))
  for (const { name, meaning, confidence } of systemSslAttributes.namesWithoutId)
    add(name, () => withoutCode('attribute', name, meaning, confidence as Confidence))
  for (const { name, code } of alerts.entries) add(name, () => alertReading(code))
  for (const entry of cipherSuites.entries) {
    add(entry.name, () => cipherSuiteReading(entry.code))
    if ('opensslName' in entry && entry.opensslName !== entry.name)
      add(entry.opensslName, () => cipherSuiteReading(entry.code))
  }
  for (const { name, code } of supportedGroups.entries) add(name, () => groupReading(code))
  for (const { name, code } of signatureSchemes.entries) add(name, () => signatureSchemeReading(code))
  for (const { name, code } of versions.entries) add(name, () => versionReading(code))
  for (const { name, code } of extensions.entries) add(name, () => extensionReading(code))
  for (const { name, code } of handshakeTypes.entries) add(name, () => handshakeTypeReading(code))
  return (index = made)
}

function withoutCode(
  kind: 'system-ssl' | 'cms' | 'attribute',
  name: string,
  meaning: string | undefined,
  confidence: Confidence,
): Reading {
  return {
    kind,
    readAs: kind === 'attribute' ? 'System SSL attribute' : 'Symbol of a code whose number is not known here',
    name,
    meaning: meaning ?? 'No meaning was found.',
    causes: [],
    advice: [],
    notes: undefined,
    findings: [],
    confidence,
    manual: MANUALS[kind],
  }
}
