/** IPCS in batch, so that no session keeps the trace data sets: what was written is formatted, and packets become a capture. */
import { dataSets } from './data-set.ts'
import { comment, inStream, statement } from './jcl.ts'
import type { CollectPlan } from './request.ts'

/**
 * A record of the capture is the packet and 38 bytes around it, and a longer packet is cut; 27,956 is what the largest record leaves that
 * fills half a track of a 3390 (IBM Support, "Why are incomplete packets saved when exporting a packet trace").
 */
const SNIFFER_LENGTH = 27_956
const SNIFFER_OVERHEAD = 38

export const gskJob = (plan: CollectPlan): string => {
  const { gskTrace, gskListing, directory } = dataSets(plan)
  return job('IPCSGSK', directory, listing(gskListing), [
    ` DROPDUMP DSNAME('${gskTrace}')`,
    ' CTRACE COMP(GSKSRVR) FULL ALL -',
    `   DSNAME('${gskTrace}')`,
  ])
}

/** A capture in the form of tcpdump. Reassembly is the formatter's default, and would make packets that no record holds. */
export const snifferJob = (plan: CollectPlan): string => {
  const { packetTrace, sniffer, directory } = dataSets(plan)
  const record = SNIFFER_LENGTH + SNIFFER_OVERHEAD
  return job(
    'IPCSPCAP',
    directory,
    [
      ...statement('IPCSPRNT', 'DD', ['SYSOUT=*']),
      ...statement('SNIFFER', 'DD', [
        `DSN=${sniffer}`,
        'DISP=(NEW,CATLG)',
        'UNIT=SYSDA',
        'SPACE=(CYL,(50,50))',
        `RECFM=VB`,
        `LRECL=${record}`,
        `BLKSIZE=${record + 4}`,
      ]),
    ],
    [
      ` DROPDUMP DSNAME('${packetTrace}')`,
      ' CTRACE COMP(SYSTCPDA) GMT SHORT -',
      `   OPTIONS((SNIFFER(${SNIFFER_LENGTH},TCPDUMP) NOREASSEMBLY)) -`,
      `   DSNAME('${packetTrace}')`,
    ],
  )
}

export const packetListingJob = (plan: CollectPlan): string => {
  const { packetTrace, packetListing, directory } = dataSets(plan)
  return job('IPCSPKT', directory, listing(packetListing), [
    ` DROPDUMP DSNAME('${packetTrace}')`,
    ' CTRACE COMP(SYSTCPDA) GMT FULL -',
    '   OPTIONS((FORMAT DUMP NOREASSEMBLY)) -',
    `   DSNAME('${packetTrace}')`,
  ])
}

const listing = (dataSet: string): string[] =>
  statement('IPCSPRNT', 'DD', [`DSN=${dataSet}`, 'DISP=(NEW,CATLG)', 'UNIT=SYSDA', 'SPACE=(CYL,(50,50))'])

function job(name: string, directory: string, output: readonly string[], commands: readonly string[]): string {
  return `${[
    ...statement(name, 'JOB', ['CLASS=A', 'MSGCLASS=H']),
    comment('Formats a component trace that its writer has closed'),
    ...statement('FORMAT', 'EXEC', ['PGM=IKJEFT01', 'REGION=0M']),
    ...statement('STEPLIB', 'DD', ['DISP=SHR', 'DSN=SYS1.MIGLIB']),
    ...statement('IPCSDDIR', 'DD', ['DISP=SHR', `DSN=${directory}`]),
    ...output,
    ...statement('SYSTSPRT', 'DD', ['SYSOUT=*']),
    ...inStream('SYSTSIN', [' IPCS NOPARM', ' SETDEF PRINT NOTERMINAL NOCONFIRM', ...commands, ' END']),
  ].join('\n')}\n`
}
