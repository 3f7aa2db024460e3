/** The variable parts of a message by name, for those messages whose shape is known. */
import type { LogMessage } from '../reader.ts'
import { attlsMessage } from './attls-message.ts'

export type MessageValues = Readonly<Record<string, string>>

/** RACF: blank-padded values in parentheses; the resource and its class on a line of their own (z/OS Security Server RACF Messages and Codes, ICH408I). */
const RACF_PARENTHESES =
  /(?<![A-Z])(USER|GROUP|NAME|SUBMITTER|JOB|CL|VOL|ACCESS INTENT|ACCESS ALLOWED)\(([^()]{0,246})\)/g
const RACF_RESOURCE = /^(\S{1,246}) +CL\(/
const RACF_PROFILE = /^FROM (\S{1,246})(?: +\(G\))?/
const RACF_REASON = /^(?:INSUFFICIENT |LOGON\/JOB |PROFILE NOT |RESOURCE NOT |NOT DEFINED|WARNING:)/

/** Policy Agent: level, number, dots for the depth of the call, function, text. */
const POLICY_AGENT =
  /^(SYSERR|OBJERR|PROTERR|WARNING)\s{0,4}:\s?(\d{3}):\s{0,4}\.{0,40}([A-Za-z_]\w{0,80}):\s{0,4}(.*)$/
const ERRNO = /\berrno=(\w{1,20})/
const ERRNO2 = /\berrno2=(?:0x)?([0-9A-Fa-f]{1,8})/
/** A name in quotation marks, straight or typographic. */
const QUOTED = /['"\u2018\u2019\u201c\u201d]([^'"\u2018\u2019\u201c\u201d]{1,80})['"\u2018\u2019\u201c\u201d]/

export function messageValues(message: Pick<LogMessage, 'id' | 'lines'>): MessageValues {
  const attls = attlsMessage(message)
  if (attls !== undefined) {
    const { local, remote, returnCode, ...texts } = attls
    const end = (one: typeof local): string | undefined => one && `${one.address}..${one.port}`
    return defined({ ...texts, local: end(local), remote: end(remote), returnCode: returnCode?.toString() })
  }
  if (message.id === 'ICH408I') return racfValues(message.lines)
  return policyAgentValues(message.lines.join(' '))
}

function racfValues(lines: readonly string[]): MessageValues {
  const values: Record<string, string | undefined> = {}
  for (const line of lines) {
    for (const [, name = '', value = ''] of line.matchAll(RACF_PARENTHESES))
      values[RACF_NAMES[name] ?? name] ??= value.trim()
    values['resource'] ??= RACF_RESOURCE.exec(line)?.[1]
    values['profile'] ??= RACF_PROFILE.exec(line)?.[1]
    if (RACF_REASON.test(line)) values['reason'] ??= line.trim()
  }
  return defined(values)
}

const RACF_NAMES: Readonly<Record<string, string>> = {
  USER: 'user',
  GROUP: 'group',
  NAME: 'name',
  SUBMITTER: 'submitter',
  JOB: 'job',
  CL: 'class',
  VOL: 'volume',
  'ACCESS INTENT': 'intent',
  'ACCESS ALLOWED': 'allowed',
}

function policyAgentValues(text: string): MessageValues {
  const found = POLICY_AGENT.exec(text)
  if (found === null) return {}
  const [, level, number, name, rest = ''] = found
  return defined({
    level,
    number,
    function: name,
    text: rest,
    errno: ERRNO.exec(rest)?.[1],
    errno2: ERRNO2.exec(rest)?.[1]?.toUpperCase(),
    quoted: QUOTED.exec(rest)?.[1],
  })
}

function defined(values: Readonly<Record<string, string | undefined>>): MessageValues {
  return Object.fromEntries(Object.entries(values).filter((one): one is [string, string] => one[1] !== undefined))
}
