/** Where in a line a message begins, and which one. */

export interface MessageStart {
  readonly id: string
  /** Position of the identifier in the line. */
  readonly at: number
  /** It is read; another message only ends the one before it. */
  readonly wanted: boolean
  /** More lines may follow that belong to it. */
  readonly open: boolean
}

/** z/OS MVS System Messages, "Introduction": three to five letters, a number, a type code. */
const MESSAGE_ID = /(?<![A-Za-z0-9$#@_.-])(?:[A-Z]{3}\d{3,5}|[A-Z]{4}\d{3,4}|[A-Z]{5}\d{3})[ADEISTW](?![A-Za-z0-9_])/g

/** Who speaks of TLS, its traces and its permissions: AT-TLS, the stack and Telnet; System SSL; traces; RACF; ICSF. */
const WANTED = /^(?:EZ[ADZ]|GSK|ITT|AHL|ICH408|IRRD?|IEE(?:839|252|538)|CSFM|CSFC)\d*[ADEISTW]$/
/** Puts another message into a log; what it carries is what counts. */
const CARRIER = 'IEF196I'

/** Policy Agent: `SYSERR :001: function: text` (LogLevel of the Policy Agent's configuration). */
const POLICY_AGENT = /(?<![A-Za-z0-9])(SYSERR|OBJERR|PROTERR|WARNING)\s{0,4}:\s?\d{3}:\s/
/** An attribute of System SSL with its number and value, with a hyphen or a dash: `GSK_CONNECT_CIPHER_SPEC(207) - C02B`. */
const ATTRIBUTE = /(?<![A-Za-z0-9_])(GSK_[A-Z0-9_]{3,60})\(\d{1,4}\)\s{0,4}[-\u2010-\u2015\u2212]\s{0,4}\S/
/** Codes that mean something wherever they stand: System SSL's 134CCxxx, CMS status 03353xxx in hex or decimal. */
const STATUS =
  /(?<![A-Za-z0-9])(?:0[xX])?(134[cC]{2}[0-9a-fA-F]{3}|03353[0-9a-fA-F]{3}|538(?:1[7-9]|2[01])\d{3})(?![A-Za-z0-9])/
/** ICSF's answer as System SSL prints it, `CSFPGKP retCode = 0x8, rsnCode = 0x3e88` (ICSF Application Programmer's Guide, return and reason codes). */
const ICSF =
  /(?<![A-Za-z0-9])(CSF[A-Z0-9]{2,6})[^A-Za-z0-9]{1,4}ret(?:urn)?\s?Code {0,2}[=:]? {0,2}(?:0[xX])?[0-9A-Fa-f]{1,8}\b/i

export function messageStart(line: string): MessageStart | undefined {
  let other: MessageStart | undefined
  for (const found of line.matchAll(MESSAGE_ID)) {
    const id = found[0]
    const wanted = WANTED.test(id)
    const start = { id, at: found.index, wanted, open: true }
    if (wanted) return start
    if (id !== CARRIER) other ??= start
  }
  const agent = POLICY_AGENT.exec(line)
  if (agent) return { id: agent[1] ?? '', at: agent.index, wanted: true, open: true }
  if (other) return other
  const attribute = ATTRIBUTE.exec(line)
  if (attribute) return { id: attribute[1] ?? '', at: attribute.index, wanted: true, open: false }
  const service = ICSF.exec(line)
  if (service) return { id: (service[1] ?? '').toUpperCase(), at: service.index, wanted: true, open: false }
  const status = STATUS.exec(line)
  return status ? { id: (status[1] ?? '').toUpperCase(), at: status.index, wanted: true, open: false } : undefined
}
