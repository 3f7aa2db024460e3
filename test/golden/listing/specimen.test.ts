/** The published quotations of real listings: every record of them, what is not understood, and what is said of them. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AnalysisDocument } from '../../../main/report/analysis/schema.ts'
import { openFiles } from '../../support/open-files.ts'
import { type KeptRecord, readListing } from '../../support/read-listing.ts'
import { sharedFolder } from '../../support/shared-folder.ts'

interface Specimen {
  readonly name: string
  readonly records: readonly string[]
  /** The line that says where it is from, and what its author cut. */
  readonly notUnderstood: readonly number[]
  readonly said: unknown
}

const SPECIMENS: readonly Specimen[] = [
  {
    name: 'gsk-blog-2022.txt',
    records: [
      '2 S0W1 MESSAGE 00000008 55192221020 SSL_INFO TCPIP 0201003E 00000001 read_v3_client_hello 1',
      '6 S0W1 DUMP 00000020 55192221414 SSL_ASCII_DUMP TCPIP 0201003E 00000001 read_v3_client_hello 1 32 bytes from line 9',
      '12 S0W1 MESSAGE 00000008 55192226897 SSL_INFO TCPIP 0201003E 00000001 edit_ciphers 1',
      '16 S0W1 MESSAGE 00000008 55192223132 SSL_INFO TCPIP 0201003E 00000001 read_v3_extended_client_hello 1',
    ],
    notUnderstood: [1, 11, 15],
    // The dump is cut after two lines: the hello says that it has 508 bytes.
    said: {
      connections: [
        {
          outcome: 'incomplete',
          boundary: 'client_hello',
          legs: [{ role: 'server', job: 'TCPIP', process: '0201003E', thread: '00000001' }],
          messages: [{ line: 9, from: 'client', name: 'client_hello', length: 508, complete: false }],
          findings: [],
        },
      ],
      findings: [],
    },
  },
  {
    name: 'gsk-broadcom-142850.txt',
    records: [
      '2 xxxx MESSAGE 00000004 66728470434 SSL_ERROR TCPIP 0001030A 00000003 crypto_ec_token_generate_key_pair 1',
      '5 xxxx MESSAGE 00000004 66728470443 SSL_ERROR TCPIP 0001030A 00000003 send_v3_client_messages 1',
    ],
    notUnderstood: [1],
    said: {
      connections: [],
      findings: [
        {
          cause: 'certificate-processing-failed',
          returnCodes: [
            { system: 'icsf', code: 0x3e88 },
            { system: 'cms', code: 0x03353084 },
          ],
          evidence: [{ line: 2 }, { line: 5 }],
        },
      ],
    },
  },
  {
    name: 'gsk-ibm-event-trace-records.txt',
    records: ['10 C01 MESSAGE 00000004 74625522449 SSL_ERROR TCP341 00020032 00000002 gsk_read_v3_record 1'],
    notUnderstood: [1],
    said: { connections: [{ outcome: 'incomplete', client: { address: '192.168.50.80', port: 1360 } }], findings: [] },
  },
]

const oneLine = (record: KeptRecord): string =>
  [
    record.line,
    record.systemName,
    record.mnemonic,
    record.entryId,
    record.timeOfDayNs / 1000,
    record.description,
    record.job,
    record.process,
    record.thread,
    record.functionName,
    record.detail.length,
    ...(record.dump ? [`${record.dump.bytes.length} bytes from line ${record.dump.line}`] : []),
  ].join(' ')

describe.skipIf(sharedFolder === undefined)('published quotations', () => {
  const folder = join(sharedFolder ?? '', 'zos-cases', 'specimens')
  const opened = async (name: string): Promise<AnalysisDocument> =>
    (await openFiles([join(folder, name)], false)).document

  it.each(SPECIMENS)('$name', async ({ name, records, notUnderstood, said }) => {
    const listing = readListing(new Uint8Array(readFileSync(join(folder, name))))
    expect(listing.records.map(oneLine)).toEqual(records)
    expect(listing.notUnderstood).toEqual(notUnderstood)
    expect(await opened(name)).toMatchObject({
      sources: [{ format: 'gsk-ctrace', records: records.length, notUnderstood: notUnderstood.length, refused: null }],
      ...(said as object),
    })
  })

  it('systcpda-ibm-rptformat.txt is a packet without its bytes', async () => {
    expect(await opened('systcpda-ibm-rptformat.txt')).toMatchObject({
      sources: [
        {
          format: 'packet-listing',
          records: 1,
          notUnderstood: 1,
          firstTime: null,
          warnings: [{ code: 'packet-without-hex', count: 1 }],
        },
      ],
      connections: [],
    })
  })
})
