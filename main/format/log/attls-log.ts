import type { LogMessage, LogReader } from '../reader.ts'
import { ATTLS_FURTHER, RACF_FURTHER } from './continuation.ts'
import { messageStart } from './message-start.ts'
import { claimByMessages, LogReading } from './log-reading.ts'

const SAMPLE = 'Nov 23 09:41:36 EZD1286I TTLS Error CONNID: 00000003 RC:  402 Initial Handshake\n'

const ATTLS = /\bEZD12[89]\dI\b/
/** A line with a whole message, not just a code that trace records print too. */
const isMessage = (line: string): boolean => {
  const start = messageStart(line)
  return start?.wanted === true && start.open
}
const isAttls = ({ id }: LogMessage): boolean => /^EZD12[89]\d/.test(id)

/**
 * Logs with AT-TLS messages, EZD1281I to EZD1287I (z/OS Communications Server: IP Messages Volume 2): from syslogd, the stack's job log or a console.
 * Other messages that stand between them are read too.
 */
export const attlsLog: LogReader = {
  kind: 'log',
  id: 'attls-log',
  title: 'AT-TLS log (EZD1281I to EZD1287I)',
  sample: Uint8Array.from(SAMPLE, (letter) => letter.charCodeAt(0)),
  detect: (head) => claimByMessages(head, (messages) => messages.some(isAttls)),
  begins: (line) => ATTLS_FURTHER.test(line) || (isMessage(line) && ATTLS.test(line)),
  open: (sink) => new LogReading(sink),
}

/** Logs, and any other text, with messages of System SSL, its traces, RACF and the Policy Agent, and none of AT-TLS. */
export const jobLog: LogReader = {
  kind: 'log',
  id: 'job-log',
  title: 'Job log, console or other text with messages',
  sample: Uint8Array.from('09.41.33 STC00100  GSK01003I SSL server initialization complete.\n', (letter) =>
    letter.charCodeAt(0),
  ),
  detect: (head) => claimByMessages(head, (messages) => !messages.some(isAttls)),
  begins: (line) => RACF_FURTHER.test(line) || (isMessage(line) && !ATTLS.test(line)),
  open: (sink) => new LogReading(sink),
}
