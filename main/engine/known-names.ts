import { attlsMessage } from '../format/log/attls-message.ts'
import type { KnownName } from '../report/redact/pseudonyms.ts'
import { namesOfDn } from '../report/redact/learn-names.ts'
import type { CaseSettings } from '../settings/case-settings.ts'
import { keyRingOf } from '../settings/meaning.ts'
import type { OpenCase } from './open-case.ts'

/** Names that are renamed; a large site's policy has some thousand. What is beyond is masked all the same, word by word. */
const MAX_NAMES = 20_000
/** Words of RACF that stand where user ids do (RACF Command Language Reference, RACDCERT). */
const NO_USER: ReadonlySet<string> = new Set(['CERTAUTH', 'SITE', 'PERSONAL'])

/** Names that policies, key rings and logs of the case hold, with what they name. */
export function knownNames(open: OpenCase, connections: readonly number[]): readonly KnownName[] {
  const names: KnownName[] = []
  const add = (kind: KnownName['kind'], value: string | undefined): void => {
    if (value !== undefined && value !== '' && names.length < MAX_NAMES) names.push({ kind, value })
  }
  addSettings(open.setUp.configured.settings, add, (name) => names.push(name))
  const messages = [
    ...open.contents.logMessagesOfCase(),
    ...connections.flatMap((id) => {
      const content = open.contents.content(id)
      return content ? open.contents.logMessages(content) : []
    }),
  ]
  for (const message of messages) {
    const said = attlsMessage(message)
    add('job-name', said?.job)
    add('user-id', said?.user)
    add('label', said?.rule)
    for (const value of [said?.connectionId, said?.groupId, said?.environmentId]) add('identifier', value)
  }
  return names
}

type Add = (kind: KnownName['kind'], value: string | undefined) => void

function addSettings({ policies, rings }: CaseSettings, add: Add, push: (name: KnownName) => void): void {
  const addUser = (name: string | undefined): void => {
    if (name !== undefined && !NO_USER.has(name)) add('user-id', name)
  }
  for (const { image, rules } of policies) {
    add('job-name', image)
    for (const { name, values, statements, conditions } of rules) {
      add('label', name)
      add('job-name', conditions.job)
      addUser(conditions.user)
      const ring = keyRingOf(values)
      add('key-ring', ring?.ring)
      addUser(ring?.owner)
      for (const { keyword, values: given } of values)
        if (/label$/i.test(keyword)) for (const label of given) add('label', label)
      for (const statement of statements) add('label', statement.name)
    }
  }
  for (const { owner, ring, certificates } of rings) {
    addUser(owner)
    add('key-ring', ring)
    for (const certificate of certificates) {
      add('label', certificate.label)
      addUser(certificate.owner)
      for (const dn of [certificate.subject, certificate.issuer])
        if (dn !== undefined) for (const name of namesOfDn(dn)) push(name)
    }
  }
}
