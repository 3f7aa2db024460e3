/** The operator's commands in order, each with the messages that say that it worked. */
import { GSK_WRITER, PACKET_WRITER, TRACE_MEMBER, dataSets } from './data-set.ts'
import type { CollectPlan } from './request.ts'

export interface ExpectedMessage {
  readonly id: string
  readonly text: string
}

export interface OperatorCommand {
  readonly command: string
  /** In the order in which they come; empty where no source tells. */
  readonly expect: readonly ExpectedMessage[]
  readonly note: string | undefined
}

const command = (text: string, expect: readonly ExpectedMessage[] = [], note?: string): OperatorCommand => ({
  command: text,
  expect,
  note,
})

const DONE: ExpectedMessage = {
  id: 'ITT038I',
  text: 'ALL OF THE TRANSACTIONS REQUESTED VIA THE TRACE CT COMMAND WERE SUCCESSFULLY EXECUTED.',
}
const writerStarted = (writer: string): ExpectedMessage => ({
  id: 'ITT110I',
  text: `INITIALIZATION OF CTRACE WRITER ${writer} COMPLETE.`,
})
const writerStopped = (writer: string): ExpectedMessage => ({
  id: 'ITT111I',
  text: `CTRACE WRITER ${writer} TERMINATED BECAUSE OF A WTRSTOP REQUEST.`,
})
const holdsData = (dataSet: string): ExpectedMessage => ({
  id: 'AHL904I',
  text: `THE FOLLOWING TRACE DATASETS CONTAIN TRACE DATA : ${dataSet}`,
})

/** The member of a PARMLIB data set that `gskTraceOn` names (MVS Initialization and Tuning Reference, CTncccxx). */
export function traceMember({ tracedJobs }: Pick<CollectPlan, 'tracedJobs'>): string {
  const indent = ' '.repeat(10)
  const jobs = wrapped(tracedJobs, `${indent}JOBNAME(`, `${indent}        `)
  return [
    'TRACEOPTS',
    `${indent}WTRSTART(${GSK_WRITER})`,
    `${indent}ON`,
    `${indent}BUFSIZE(512K)`,
    ...jobs,
    `${indent}WTR(${GSK_WRITER})`,
    `${indent}OPTIONS('LEVEL=255')`,
    '',
  ].join('\n')
}

/** Names in parentheses over as many lines of a member as they need; columns 72 to 80 are not read. */
function wrapped(names: readonly string[], first: string, next: string): string[] {
  const lines: string[] = []
  let line = first
  names.forEach((name, index) => {
    const piece = `${name}${index < names.length - 1 ? ',' : ')'}`
    if (line.length + piece.length > 71) {
      lines.push(line)
      line = next
    }
    line += piece
  })
  return [...lines, line]
}

/** System SSL Programming, "Capturing component trace data": the started task first, then the trace; the member starts the writer too. */
export const gskTraceOn = (): OperatorCommand[] => [
  command(
    'S GSKSRVR',
    [
      { id: 'GSK01001I', text: 'System SSL version n.n, Service level xxxxxxx.' },
      { id: 'GSK01003I', text: 'SSL server initialization complete.' },
    ],
    'Leave this out when GSKSRVR runs already.',
  ),
  command(`TRACE CT,ON,COMP=GSKSRVR,PARM=${TRACE_MEMBER}`, [
    { id: 'IEE252I', text: `MEMBER ${TRACE_MEMBER} FOUND IN library` },
    { id: 'GSK01040I', text: 'SSL component trace started.' },
    DONE,
    writerStarted(GSK_WRITER),
  ]),
]

export const gskTraceOff = (plan: CollectPlan): OperatorCommand[] => [
  command('TRACE CT,OFF,COMP=GSKSRVR', [DONE], 'Wait for the message before you stop the writer.'),
  command(`TRACE CT,WTRSTOP=${GSK_WRITER}`, [DONE, holdsData(dataSets(plan).gskTrace), writerStopped(GSK_WRITER)]),
]

/** z/OS basic skills, "Tracing TCP/IP components": the writer, what is traced, then the trace, whose reply connects the two. */
export function packetTraceOn(plan: CollectPlan): OperatorCommand[] {
  return [
    command(`TRACE CT,WTRSTART=${PACKET_WRITER}`, [writerStarted(PACKET_WRITER)]),
    command(`V TCPIP,${plan.stack},PKTTRACE,CLEAR`, [], 'Takes away what an earlier packet trace was set to.'),
    ...packetFilters(plan),
    command(
      `TRACE CT,ON,COMP=SYSTCPDA,SUB=(${plan.stack})`,
      [{ id: 'ITT006A', text: 'SPECIFY OPERAND(S) FOR TRACE CT COMMAND' }],
      'The system asks for operands; nn of the reply is the number in front of its message.',
    ),
    command(`R nn,WTR=${PACKET_WRITER},END`, [DONE]),
  ]
}

/**
 * What is traced (IP System Administrator's Commands, VARY TCPIP,,PKTTRACE): conditions of one command must all be met, those of several
 * commands are alternatives. FULL keeps whole packets; ABBREV without a number keeps 200 bytes, which cuts every certificate.
 */
function packetFilters({ stack, peer, ports }: Pick<CollectPlan, 'stack' | 'peer' | 'ports'>): OperatorCommand[] {
  const start = `V TCPIP,${stack},PKTTRACE,ON,FULL,PROT=TCP${peer === undefined ? '' : `,IPADDR=${peer}`}`
  if (ports.length === 0) return [command(start)]
  return ports.map((port) => command(`${start},PORTNUM=${port}`))
}

export const packetTraceOff = (plan: CollectPlan): OperatorCommand[] => [
  command(`V TCPIP,${plan.stack},PKTTRACE,OFF`),
  command(`TRACE CT,OFF,COMP=SYSTCPDA,SUB=(${plan.stack})`, [DONE], 'Wait for the message before you stop the writer.'),
  command(`TRACE CT,WTRSTOP=${PACKET_WRITER}`, [
    DONE,
    holdsData(dataSets(plan).packetTrace),
    writerStopped(PACKET_WRITER),
  ]),
]

/** MVS Diagnosis: Tools and Service Aids, "Verify that the writer is active". */
export const traceStatus = (): OperatorCommand[] => [
  command(
    'D TRACE,WTR=ALL',
    [{ id: 'IEE843I', text: '...' }],
    `Shows ${GSK_WRITER} and ${PACKET_WRITER}. A trace that names another writer is lost: stop both and begin again.`,
  ),
  command(
    'D TRACE,COMP=(GSKSRVR)',
    [{ id: 'IEE843I', text: '...' }],
    'Shows whether the trace is on and for which jobs.',
  ),
]
