/** The guide as one value: steps in order, each with what to put where; writers turn it into text, Markdown or a view. */
import { CHECKS, TROUBLES, UNKNOWN } from './advice.ts'
import { GSK_WRITER, PACKET_WRITER, TRACE_MEMBER, dataSets } from './data-set.ts'
import { gskJob, packetListingJob, snifferJob } from './ipcs-job.ts'
import {
  gskTraceOff,
  gskTraceOn,
  packetTraceOff,
  packetTraceOn,
  traceMember,
  traceStatus,
  type OperatorCommand,
} from './operator-command.ts'
import { gskWriterProcedure, gsksrvrProcedure, packetWriterProcedure } from './procedure.ts'
import type { CollectPlan } from './request.ts'
import { formatGskTrace, gskTraceVariables, telnetParms, ttlsTrace } from './settings.ts'

/** Something to copy: JCL, a member, settings. */
export interface GuideBlock {
  readonly kind: 'block'
  /** What it is and where it goes. */
  readonly title: string
  /** A name for a file of its own. */
  readonly file: string
  readonly text: string
  readonly note: string | undefined
}

export interface GuideCommand extends OperatorCommand {
  readonly kind: 'command'
}

export interface GuideStep {
  readonly title: string
  readonly text: string
  readonly items: readonly (GuideBlock | GuideCommand)[]
}

export interface Guide {
  readonly title: string
  /** What it was made for, and what was assumed because it was not given. */
  readonly madeFor: readonly string[]
  readonly assumed: readonly string[]
  readonly steps: readonly GuideStep[]
  readonly checks: readonly string[]
  readonly troubles: readonly { readonly what: string; readonly remedy: string }[]
  readonly unknown: readonly string[]
}

export function collectGuide(plan: CollectPlan): Guide {
  return {
    title: 'Collect a TLS trace on z/OS',
    madeFor: madeFor(plan),
    assumed: plan.assumed,
    steps: [
      prepare(plan),
      configure(plan),
      {
        title: 'Start the traces',
        text: 'On the console, in this order; go on when the messages are there.',
        items: commands([...packetTraceOn(plan), ...gskTraceOn(), ...traceStatus()]),
      },
      reproduce(plan),
      {
        title: 'Stop the traces',
        text: 'The trace first, then its writer: only a writer that was stopped closes its data set.',
        items: commands([...gskTraceOff(plan), ...packetTraceOff(plan)]),
      },
      format(plan),
      transfer(plan),
      ...(plan.gsktrace ? [ownTrace()] : []),
    ],
    checks: CHECKS,
    troubles: TROUBLES,
    unknown: UNKNOWN,
  }
}

const commands = (list: readonly OperatorCommand[]): GuideCommand[] => list.map((one) => ({ kind: 'command', ...one }))

const block = (title: string, file: string, text: string, note?: string): GuideBlock => ({
  kind: 'block',
  title,
  file,
  text,
  note,
})

function madeFor({ jobs, tracedJobs, ports, peer, stack, prefix, release }: CollectPlan): string[] {
  return [
    `TCP/IP stack: ${stack}`,
    `Jobs: ${jobs.length === 0 ? 'none named' : jobs.join(', ')}`,
    `Traced by System SSL under: ${tracedJobs.join(', ')}`,
    `Ports: ${ports.length === 0 ? 'all' : ports.join(', ')}`,
    `Peer: ${peer ?? 'any'}`,
    `Data sets begin with: ${prefix}`,
    `z/OS release: ${release ?? 'not given'}`,
  ]
}

function prepare(plan: CollectPlan): GuideStep {
  return {
    title: 'Put the procedures and the member in place',
    text: 'Once for a system. What is there already under these names stays: compare it instead of replacing it.',
    items: [
      block(
        'Started task GSKSRVR, in a procedure library',
        'GSKSRVR.jcl',
        gsksrvrProcedure(),
        'IBM ships a sample; its user id needs what the System SSL book lists under "SSL started task".',
      ),
      block(
        `Writer ${GSK_WRITER} of the System SSL trace, in a procedure library`,
        `${GSK_WRITER}.jcl`,
        gskWriterProcedure(plan),
        'IBM ships a sample in GSK.SGSKSAMP(GSKWTR). The writer chooses RECFM, LRECL and BLKSIZE itself.',
      ),
      block(
        `Writer ${PACKET_WRITER} of the packet trace, in a procedure library`,
        `${PACKET_WRITER}.jcl`,
        packetWriterProcedure(plan),
        'Each component has a writer of its own.',
      ),
      block(
        `Member ${TRACE_MEMBER}, in a PARMLIB data set`,
        `${TRACE_MEMBER}.txt`,
        traceMember(plan),
        memberNote(plan),
      ),
    ],
  }
}

function memberNote({ release, jobs }: CollectPlan): string {
  const buffer =
    release === undefined
      ? 'without it, older releases take 64K, which loses records sooner'
      : release <= '2.2'
        ? 'without it, this release takes 64K, which loses records sooner'
        : 'the default of newer releases is 256K'
  const own =
    jobs.length === 0
      ? ''
      : ' A job that System SSL serves through AT-TLS is traced under the name of the stack, one that calls System SSL itself under its own; take out what you do not need.'
  return `LEVEL=255 is all there is to trace, dumps of the handshake messages among it; the default, 15, has no dumps. BUFSIZE lies between 64K and 512K: ${buffer}.${own}`
}

function configure({ ports, jobs }: CollectPlan): GuideStep {
  const telnetJob = jobs[0] ?? 'tnproc'
  return {
    title: 'Let AT-TLS and the server say more',
    text: 'Only while you reproduce the problem; take it back afterwards. Leave out what is not in use.',
    items: [
      block(
        'AT-TLS policy: the group action of the rule in play',
        'ttls-trace.policy',
        ttlsTrace(),
        'Then F PAGENT,REFRESH. 31 is errors to the job log (1) and to syslogd (2), information (4), events (8) and flow (16); above 7 messages may be lost on a busy system. Leave CtraceClearText Off, or what users type in goes into the trace.',
      ),
      ...(ports.length === 0
        ? []
        : [
            block(
              'TN3270E Telnet server: the parameters of the port',
              'telnet-debug.profile',
              ports.map(telnetParms).join('\n'),
              `Add the DEBUG lines to the block of the port that you have; V TCPIP,${telnetJob},OBEYFILE activates the profile when ${telnetJob} is the Telnet server, V TCPIP,${telnetJob},TELNET,DEBUG,OFF ends it.`,
            ),
          ]),
    ],
  }
}

function reproduce({ ports, peer }: CollectPlan): GuideStep {
  const from = peer === undefined ? 'from a client' : `from or to ${peer}`
  const to = ports.length === 0 ? '' : `, port ${ports.join(' or ')}`
  return {
    title: 'Reproduce the problem',
    text: `Open one new connection ${from}${to}, and write down the time. Then one that works, if there is any: two handshakes of one trace can be compared. A client that resumes a session skips what you want to see: end the program and start it again.`,
    items: [],
  }
}

function format(plan: CollectPlan): GuideStep {
  return {
    title: 'Format the traces in batch',
    text: `Fit the JOB statements to your installation. IPCS wants a dump directory, ${dataSets(plan).directory}: use yours, or have one made.`,
    items: [
      block(
        'System SSL trace to a listing',
        'IPCSGSK.jcl',
        gskJob(plan),
        'FULL is needed: SHORT has no job, thread or text.',
      ),
      block(
        'Packet trace to a capture',
        'IPCSPCAP.jcl',
        snifferJob(plan),
        'The report of the job says how many packets were abbreviated or truncated: both should be none.',
      ),
      block(
        'Packet trace to a listing, where a capture is not wanted',
        'IPCSPKT.jcl',
        packetListingJob(plan),
        undefined,
      ),
    ],
  }
}

function transfer(plan: CollectPlan): GuideStep {
  const { gskListing, packetListing, sniffer } = dataSets(plan)
  return {
    title: 'Bring the files to where gskope runs',
    text: 'Listings as text, the capture in binary and without record descriptors. A capture that went through a text transfer is destroyed. Both traces may hold what users sent and their certificates: treat them as confidential.',
    items: [
      block(
        'FTP',
        'transfer.ftp',
        [
          'ascii',
          `get '${gskListing}' gsk-trace.txt`,
          `get '${packetListing}' packet-listing.txt`,
          'binary',
          'quote site nordw',
          `get '${sniffer}' capture.pcap`,
          '',
        ].join('\n'),
        'Add what syslogd wrote for AT-TLS (EZD1281I to EZD1286I), the job log of the stack (EZD1287I) and the policy file, all as text.',
      ),
      block('Open them', 'open.txt', 'gskope analyze gsk-trace.txt capture.pcap attls.log policy.txt\n', undefined),
    ],
  }
}

function ownTrace(): GuideStep {
  return {
    title: 'Or: the trace file of a program that calls System SSL itself',
    text: 'Never with AT-TLS: there it ends the stack with an abend. Each process writes a file of its own, % stands for its number.',
    items: [
      block(
        'Environment of the program',
        'gsk-trace.env',
        gskTraceVariables(),
        'Take the variables out afterwards, and never put them into CEEPRMxx: that traces every program of the system.',
      ),
      block(
        'Format the file that was written',
        'gsktrace.sh',
        formatGskTrace(),
        'gskope does not read the output of gsktrace yet: no sample of it is public. The GSKSRVR listing holds the same and is read.',
      ),
    ],
  }
}
