/** The procedures that must be in a procedure library before the first command. */
import { GSK_WRITER, PACKET_WRITER, dataSets } from './data-set.ts'
import { LAST_COLUMN, comment, statement } from './jcl.ts'
import type { CollectPlan } from './request.ts'

/**
 * The SSL started task; without it there is no component GSKSRVR to trace (System SSL Programming, "SSL started task"). IBM ships a sample;
 * PARM in apostrophes goes on in column 16 behind a mark in column 72.
 */
export function gsksrvrProcedure(): string {
  const out = ['SYSOUT=&OUTCLASS', 'FREE=END', 'SPIN=UNALLOC']
  return lines([
    ...statement('GSKSRVR', 'PROC', ['REGSIZE=256M', "OUTCLASS='A'"]),
    comment('SSL started task: lets the operator trace System SSL'),
    ...statement('GO', 'EXEC', ['PGM=GSKSRVR', 'REGION=&REGSIZE', 'TIME=1440']).map((line) => `${line},`),
    `${`//  PARM=('ENVAR("HOME=/etc/gskssl/server"),TERM(DUMP)`.padEnd(LAST_COLUMN)}X`,
    "//             / 1>DD:STDOUT 2>DD:STDERR')",
    ...statement('STDOUT', 'DD', [out[0] ?? '', 'DCB=LRECL=250', ...out.slice(1)]),
    ...statement('STDERR', 'DD', [out[0] ?? '', 'DCB=LRECL=250', ...out.slice(1)]),
    ...statement('SYSOUT', 'DD', out),
    ...statement('CEEDUMP', 'DD', out),
  ])
}

export const gskWriterProcedure = (plan: CollectPlan): string => writer(GSK_WRITER, dataSets(plan).gskTrace)

export const packetWriterProcedure = (plan: CollectPlan): string => writer(PACKET_WRITER, dataSets(plan).packetTrace)

/**
 * IP Diagnosis Guide, "Steps for obtaining component trace data with an external writer" and its tips: REGION=0K and TIME=1440, CONTIG for a
 * writer that wraps, no RLSE, and no RECFM, LRECL or BLKSIZE, which the writer chooses itself.
 */
function writer(name: string, dataSet: string): string {
  return lines([
    ...statement(name, 'PROC'),
    comment('External writer of a component trace'),
    ...statement('IEFPROC', 'EXEC', ['PGM=ITTTRCWR', 'REGION=0K', 'TIME=1440']),
    ...statement('TRCOUT01', 'DD', [
      `DSN=${dataSet}`,
      'DISP=(NEW,CATLG)',
      'UNIT=SYSDA',
      'SPACE=(CYL,(100),,CONTIG)',
      'DCB=DSORG=PS',
    ]),
  ])
}

const lines = (all: readonly string[]): string => `${all.join('\n')}\n`
