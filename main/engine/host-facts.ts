import type { StoredLogMessage } from '../../db/query/log-message-list.ts'
import type { HostCodeFact, HostTextFact } from '../diagnose/facts.ts'
import { attlsMessage } from '../format/log/attls-message.ts'
import { messageValues } from '../format/log/message-values.ts'
import { codesInText } from '../reference/code-in-text.ts'

/** Return codes from here on are AT-TLS's own, below System SSL's (z/OS Communications Server: IP Diagnosis Guide, "AT-TLS return codes"). */
const FIRST_ATTLS_CODE = 5_000
/** Telnet: `RCODE: 6002` is a failed handshake, and PARM1 then System SSL's code in hexadecimal. */
const TELNET = /RCODE: ?6002\b.{0,400}?PARM1: ?([0-9A-Fa-f]{8})/

/** Messages of logs as the diagnosis takes them. */
export function hostTexts(messages: readonly StoredLogMessage[]): HostTextFact[] {
  return messages.map((message) => ({
    id: message.id,
    source: message.source,
    line: message.line,
    text: message.lines.join(' '),
    values: messageValues(message),
  }))
}

/** The return codes in messages of logs. A code of 0 says that all is well, and is none. */
export function hostCodes(messages: readonly StoredLogMessage[]): HostCodeFact[] {
  return messages.flatMap((message) => {
    const { source, line, afterMessage } = message
    const text = message.lines.join(' ')
    return codesOf(message, text).map((code) => ({ source, line, afterMessage, text, ...code }))
  })
}

type FoundCode = Pick<HostCodeFact, 'system' | 'code' | 'where'>

function codesOf(message: StoredLogMessage, text: string): FoundCode[] {
  const attls = attlsMessage(message)
  if (attls !== undefined) {
    const { returnCode: code, event, kind } = attls
    // Of a flow, calls that fail harmlessly (an attribute that is not set) are told as well.
    if (code === undefined || code === 0 || kind === 'flow') return []
    return [{ system: code < FIRST_ATTLS_CODE ? 'system-ssl' : 'at-tls', code, where: event }]
  }
  const telnet = TELNET.exec(text)
  if (telnet) return [{ system: 'system-ssl', code: parseInt(telnet[1] ?? '', 16) | 0, where: message.id }]
  return codesInText(text).flatMap((found): FoundCode[] => {
    if (found.kind === 'cms') return [{ system: 'cms', code: found.status, where: message.id }]
    if (found.kind === 'icsf') return [{ system: 'icsf', code: found.reasonCode, where: found.service }]
    const isStatus = found.kind === 'system-ssl' && /134CC/i.test(text.slice(found.start, found.end))
    return isStatus && found.code !== 0 ? [{ system: 'system-ssl', code: found.code, where: message.id }] : []
  })
}
