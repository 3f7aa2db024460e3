import { Command, CommanderError } from 'commander'
import type { AnalyzeOptions } from './analyze.ts'
import type { CollectOptions } from './collect.ts'
import type { CompareOptions } from './compare.ts'
import type { ExplainOptions } from './explain.ts'
import { EXIT, type ExitStatus } from './exit-status.ts'
import type { ReportOptions } from './report.ts'
import type { ExportOptions } from './export.ts'
import type { ServeOptions } from './serve.ts'
import { gskopeVersion } from './version.ts'

const EXAMPLES = `
Examples:
  gskope analyze capture.pcapng gsk-trace.txt          one line per connection, the ladder of each failed one
  gskope analyze capture.pcap keys.log                 with the secrets that open what is encrypted
  gskope analyze capture.pcapng --json | jq .summary   the analysis document
  gskope analyze trace.txt --case incident.gskope      keep the index: the next time nothing is read again
  gskope compare capture.pcapng                        the first failed handshake beside the nearest good one
  gskope compare bad.pcap#3 good.pcap                  two of them; 0 the same in all that matters, 1 different, 2 error
  gskope report trace.txt capture.pcap -o out.html     what failed and why, for somebody without gskope
  gskope report trace.txt -o out.pdf --redact          the same for somebody outside, with names and addresses masked
  gskope explain 402 0x134CC19E C02B                   what codes and names mean
  gskope export gsk-trace.txt -o trace.pcapng          connections of any source as a capture for Wireshark
  gskope collect --job TN3270 --port 2023              how to collect such a trace on z/OS
  gskope serve capture.pcapng                          the window in the browser, on this machine only
  gskope open capture.pcapng                           the desktop window

Exit status of analyze: 0 no failed handshake, 1 at least one, 2 nothing could be analysed or wrong usage, 130 interrupted.
Of compare: 0 the same in all that matters, 1 different, 2 not compared or not written. Of report, export and collect: 0 written,
2 not written, and nothing is left of it: the message says which file, why, and what to do. A file that is there stays without --force.`

/** Runs `gskope ARGS`; resolves with the exit status. What a subcommand needs is loaded when it is used. */
export async function runProgram(argv: readonly string[]): Promise<ExitStatus> {
  let status: ExitStatus = EXIT.ok
  const program = new Command('gskope')
    .description('Opens z/OS TLS traces and packet captures and shows what each handshake did.')
    .version(gskopeVersion())
    .addHelpText('after', EXAMPLES)
    .exitOverride()
  program
    .command('analyze')
    .description('analyse files and folders, and print what was found')
    .argument('<file...>', 'captures, key logs, System SSL listings, folders with them, or a .gskope case file')
    .option('--json', 'print the analysis document')
    .option('--ndjson', 'print it as one line per source and connection, for large cases')
    .option('--case <file>', 'keep the index in this case file, and use it again when the files have not changed')
    .option('--no-secrets', 'leave the secrets inside captures unused')
    .action(async (files: string[], options: AnalyzeOptions) => {
      const { analyze } = await import('./analyze.ts')
      status = await analyze(files, options)
    })
  program
    .command('compare')
    .description(
      'compare handshakes by meaning, or policies and key rings by what is in force: what differs, and what of it explains the one that failed',
    )
    .argument(
      '<a>',
      'a file, or FILE#number with a number that analyze prints; without one, its first failed connection',
    )
    .argument('[others...]', 'the same; without it, the nearest established connection; up to seven more as columns')
    .option('--with <file...>', 'look for the nearest established connection in these files')
    .option('--json', 'print the comparison document')
    .option('--html', 'print it as a page of its own that asks nothing of anybody')
    .option('-o, --output <file>', 'write it into this file instead: .html, .json or .txt')
    .option('--force', 'replace the file if it is there')
    .action(async (a: string, others: string[], options: CompareOptions) => {
      const { compareFiles } = await import('./compare.ts')
      status = await compareFiles(a, others, options)
    })
  program
    .command('explain')
    .description('say what codes and names mean: 402, 0x134CC19E, 03353084, C02B, EZD1287I, handshake_failure, 8/16008')
    .argument('<text...>', 'return codes, statuses, alerts, cipher suites, groups, messages, attributes')
    .option('--json', 'print a JSON list, one entry for each text')
    .action(async (texts: string[], options: ExplainOptions) => {
      const { explain } = await import('./explain.ts')
      status = await explain(texts, options)
    })
  program
    .command('export')
    .description('write connections as a capture (.pcapng), a table (.csv, .ndjson) or their certificates (.pem)')
    .argument('<file...>', 'captures, listings, logs, or a .gskope case file')
    .requiredOption('-o, --output <file>', 'the file to write; its ending says what')
    .option('--connection <number...>', 'only these, by the numbers that analyze prints')
    .option('--with-secrets', 'put the secrets of these connections into the capture: whoever has it can decrypt them')
    .option('--messages', 'a row for each message instead of each connection')
    .option('--redact', 'mask addresses, names and notes of a table; what was masked is told by kind')
    .option('--force', 'replace a file that is there')
    .action(async (files: string[], options: ExportOptions) => {
      const { exportFiles } = await import('./export.ts')
      status = await exportFiles(files, options)
    })
  program
    .command('collect')
    .description('say how to collect a trace on z/OS: procedures, commands, jobs, made for the names that you give')
    .option('--job <name...>', 'jobs whose TLS is traced')
    .option('--port <number...>', 'ports of the server, for the packet trace')
    .option('--peer <address>', 'IP address of the other side, for the packet trace')
    .option('--stack <name>', 'job name of the TCP/IP stack (TCPIP)')
    .option('--prefix <name>', 'what the names of the data sets begin with')
    .option('--release <release>', 'release of z/OS, as 2.5 or V2R5')
    .option('--gsktrace', 'also tell how a program that calls System SSL itself writes its own trace file')
    .option('--md', 'write Markdown instead of text')
    .option('-o, --output <folder>', 'write the guide and each piece of it as files into this folder')
    .option('--force', 'replace files that are there')
    .action(async (options: CollectOptions) => {
      const { collect } = await import('./collect.ts')
      status = await collect(options)
    })
  program
    .command('report')
    .description('write a report that stands on its own: HTML, PDF, Markdown or JSON, by the ending of its name')
    .argument('<file...>', 'captures, key logs, System SSL listings, folders with them, or a .gskope case file')
    .requiredOption('-o, --output <file>', 'the report: .html, .pdf, .md or .json')
    .option('--connection <number...>', 'only these connections, by the numbers that analyze prints', connectionNumbers)
    .option('--filter <terms>', 'only connections that this filter of the window leaves: "outcome:failed port:2023"')
    .option('--compare <number...>', 'two connections beside each other: --compare 2 1', connectionNumbers)
    .option('--redact', 'mask addresses, names, labels and bytes; what was masked is listed by kind')
    .option(
      '--without <section...>',
      'leave out ladder, negotiation, certificates, comparison, notes, evidence or appendix',
    )
    .option('--title <text>', 'title of the report')
    .option('--author <text>', 'who made it')
    .option('--force', 'replace the file if it is there')
    .action(async (files: string[], options: ReportOptions) => {
      const { report } = await import('./report.ts')
      status = await report(files, options)
    })
  program
    .command('serve')
    .description('show the window in the browser, on loopback, until Ctrl-C')
    .argument('[file...]', 'files and folders to open')
    .option('--port <number>', 'port on 127.0.0.1 (any free one)', portNumber, 0)
    .option('--open', 'open the default browser')
    .option('--example', 'open the bundled example')
    .action(async (files: string[], options: ServeOptions) => {
      const { serveUntilInterrupted } = await import('./serve.ts')
      status = await serveUntilInterrupted(files, options)
    })
  program
    .command('open')
    .description('show the desktop window, or the one in the browser where Electron is missing')
    .argument('[file...]', 'files and folders to open')
    .action(async (files: string[]) => {
      const { open } = await import('./open.ts')
      status = await open(files)
    })
  try {
    await program.parseAsync([...argv])
    return status
  } catch (error) {
    // commander has printed what is wrong; asking for help or the version is no mistake.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.nothing
    throw error
  }
}

function connectionNumbers(given: string, before: readonly number[] | undefined): readonly number[] {
  const number = Number(given)
  if (!Number.isInteger(number) || number < 1)
    throw new CommanderError(EXIT.nothing, 'connection', `error: connections are numbered from 1, not '${given}'`)
  return [...(before ?? []), number]
}

function portNumber(given: string): number {
  const port = Number(given)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new CommanderError(EXIT.nothing, 'port', `error: --port takes a number from 0 to 65535, not '${given}'`)
  return port
}
