/**
 * Which lines go on with the message before them. Consoles and job logs indent them, hardcopy logs mark them with D or E and a number (z/OS MVS
 * Planning: Operations, "Hardcopy message format"), and a page that somebody pasted them into shows neither, so that their words must do.
 */

/** SYSLOG and OPERLOG: record type, and the number that ties the lines of one message together. */
const HARDCOPY = /^ ?([DEL]|[SM] {1,3}R?) {6,60}(?:\d{3} )?(?:[0-9A-F]{8} )? {0,4}/
/** JES: the number alone. */
const NUMBERED = /^ {0,3}\d{3} {3,30}(?=\S)/
/** Further lines of AT-TLS messages, and of RACF's, by what they begin with. */
export const ATTLS_FURTHER = /^(?:LOCAL|REMOTE|JOBNAME|USERID|RULE|GRPID|ENVID|CONNID|ACTIONS|TYPE|STATUS): ?/
export const RACF_FURTHER =
  /^(?:\S{1,246} +CL\(|CL\(|ACCESS INTENT|ACCESS ALLOWED|INSUFFICIENT |FROM \S+ \(G\)|FROM \S+$|WARNING: |LOGON\/JOB |PROFILE NOT FOUND|RESOURCE NOT |NOT DEFINED)/

/** The line's text without what marks it as a further line; undefined when it is none. */
export function continuationOf(line: string): string | undefined {
  const mark = HARDCOPY.exec(line) ?? NUMBERED.exec(line)
  if (mark) return line.slice(mark[0].length)
  const text = line.trimStart()
  return text.length < line.length || ATTLS_FURTHER.test(text) || RACF_FURTHER.test(text) ? text : undefined
}

/** Whether a line goes on with a message by its words: behind a blank line indentation does not say so. */
export function continuesBehindBlank(line: string): boolean {
  const text = line.trimStart()
  return HARDCOPY.test(line) || ATTLS_FURTHER.test(text) || RACF_FURTHER.test(text)
}

/** A line that repeats the log's own prefix and has the words of a further line behind it: where those begin. */
export function repeatedPrefix(line: string): number | undefined {
  const words = /(?:^|\s)(?=(?:LOCAL|REMOTE|JOBNAME|USERID|GRPID|ENVID|CONNID): ?\S)/.exec(line)
  return words === null ? undefined : words.index + words[0].length
}
