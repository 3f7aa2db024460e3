/**
 * FTP takes the descriptor words away from records of variable length, and puts nothing in their place: all lines of a component trace
 * listing run together. Their beginnings are found by their words (System SSL Programming, "Event trace records for System SSL").
 * Detail lines that follow each other stay one line: nothing tells where one ends.
 */

/** The part of a header line that nothing else looks like. */
const HEADER = /([A-Z]{2,8}) {1,8}[0-9A-F]{8} {1,4}\d{2}:\d{2}:\d{2}\.\d{6}(?: {1,4}[A-Z][A-Z_]{2,30})?/g
/** Between the beginnings of system name and mnemonic. */
const MNEMONIC_COLUMN = 10
const SYSTEM_NAME = /^(?:\S{1,8} +| +)$/
/** Lines that begin with blanks; a job line ends with the function's name. */
const JOB = /(?: {2}|(?<=[A-Z_]{3}))(?=Job +(?:\S{1,8} +)?Process +[0-9A-Fa-f]{1,16} +Thread )/g
const JOB_END = /Thread +[0-9A-Fa-f]{1,16}(?: +[A-Za-z_]\w{0,60})?(?= {2})/g
const DUMP = / {2,4}(?=[0-9A-Fa-f]{8}: (?:[0-9A-Fa-f]{8} |[0-9A-Fa-f]{2,8} ))/g
const DUMP_END = /[0-9A-Fa-f]{2} {2,50}\*.{16}\*/g
const HEADING =
  /(?:COMPONENT TRACE \w{2,8} FORMAT|SYSNAME\(|COMP\(|\*{4} \d{1,4}\/\d{1,2}\/\d{1,4}|SYSNAME {1,4}MNEMONIC|-{7}(?: {1,4}-{6,16}){2,4})/g

/** Whether `text` holds records whose lines nothing separates. */
export function isUnmarked(text: string): boolean {
  const [first, second] = text.matchAll(HEADER)
  return first !== undefined && second !== undefined
}

/** Where lines begin in `text`, in their order. What stands before the first is the rest of a line. */
export function unmarkedStarts(text: string): readonly number[] {
  const starts = new Set<number>()
  for (const found of text.matchAll(HEADER)) {
    const named = Math.max(0, found.index - MNEMONIC_COLUMN)
    starts.add(SYSTEM_NAME.test(text.slice(named, found.index)) ? named : found.index)
    starts.add(found.index + found[0].length)
  }
  for (const pattern of [JOB, DUMP, HEADING]) for (const found of text.matchAll(pattern)) starts.add(found.index)
  for (const pattern of [JOB_END, DUMP_END])
    for (const found of text.matchAll(pattern)) starts.add(found.index + found[0].length)
  return [...starts].sort((one, other) => one - other)
}
