/** What is set in configuration files while the problem is reproduced, and taken back afterwards. */

/** Levels of `Trace`: 1 errors to the job log, 2 errors to syslogd, 4 information, 8 events, 16 flow (IP Diagnosis Guide, AT-TLS). */
const TTLS_TRACE_LEVEL = 1 + 2 + 4 + 8 + 16

export const ttlsTrace = (): string =>
  [
    'TTLSGroupAction             name-of-your-group-action',
    '{',
    '  TTLSEnabled               On',
    `  Trace                     ${TTLS_TRACE_LEVEL}`,
    '}',
    '',
  ].join('\n')

/** The debug statements of one secure port of a TN3270E server; CTRACE keeps what they say off the console. */
export const telnetParms = (port: number): string =>
  [
    'TelnetParms',
    `  TTLSPort ${port}`,
    '  ConnType Secure',
    '  DEBUG CONN DETAIL CTRACE',
    '  DEBUG CONN TRACE CTRACE',
    'EndTelnetParms',
    '',
  ].join('\n')

/** For a program that calls System SSL itself: its own trace file (System SSL Programming, "Capturing trace data through environment variables"). */
export const gskTraceVariables = (): string =>
  ['export GSK_TRACE=0xffff', 'export GSK_TRACE_FILE=/tmp/gskssl.%.trc', ''].join('\n')

export const formatGskTrace = (): string => 'gsktrace /tmp/gskssl.NNN.trc > /tmp/gskssl.NNN.txt\n'
