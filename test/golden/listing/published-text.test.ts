/** A listing that holds one published text alone is explained, with a fix. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { runProgram } from '../../../main/command/program.ts'
import { attlsPolicy } from '../../../main/format/attls-policy/attls-policy.ts'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { settingsOf } from '../../support/given-settings.ts'
import { openFiles } from '../../support/open-files.ts'
import { readSettings } from '../../support/read-settings.ts'

const attls = (code: number, event: string): string =>
  `EZD1287I TTLS Error RC: ${code} ${event}\n` +
  '  LOCAL: 10.1.1.2..2023\n' +
  '  REMOTE: 10.1.0.2..49152\n' +
  '  JOBNAME: TN3270 RULE: TN3270~1\n' +
  '  USERID: START1 GRPID: 00000001 ENVID: 00000000 CONNID: 00000043\n'

test.each<[string, string, string]>([
  ['402', attls(402, 'Initial Handshake'), 'no-common-cipher'],
  ['416', attls(416, 'Environment Master Init'), 'key-ring-permission-denied'],
  ['435', attls(435, 'Initial Handshake'), 'unknown-ca'],
  ['510', attls(510, 'Initial Handshake'), 'no-acceptable-key-label'],
  ['515', attls(515, 'Initial Handshake'), 'key-share-unusable'],
  ['517', attls(517, 'Initial Handshake'), 'key-share-unusable'],
  ['519', attls(519, 'Initial Handshake'), 'tls13-ciphers-missing'],
  ['5003', attls(5003, 'Initial Handshake'), 'plaintext-on-tls-port'],
  ['5006', attls(5006, 'Initial Handshake'), 'tls-environment-failed'],
  ...(
    [
      ['402 Initial Handshake', 'no-common-cipher'],
      ['416 Environment Master Init', 'key-ring-permission-denied'],
      ['435 Initial Handshake', 'unknown-ca'],
      ['510 Initial Handshake', 'no-acceptable-key-label'],
      ['515 Initial Handshake', 'key-share-unusable'],
      ['517 Initial Handshake', 'key-share-unusable'],
      ['519 Initial Handshake', 'tls13-ciphers-missing'],
      ['5003', 'plaintext-on-tls-port'],
      ['5006 Initial Handshake', 'tls-environment-failed'],
    ] as const
  ).map(([text, cause]): [string, string, string] => [
    `${text} in one line`,
    `EZD1287I TTLS Error RC: ${text}\n`,
    cause,
  ]),
  [
    'SYSERR',
    'SYSERR :001: plfm_kernel_init: socket(INET, DGRAM, 0), failed, errno=EDC5112I Resource temporarily unavailable., errno2=74610296\n',
    'policy-not-installed',
  ],
  [
    'OBJERR',
    "OBJERR :001: init_PEP_and_kernel: Kernel initialization failed for image 'TCPIP2',\n",
    'policy-not-installed',
  ],
  [
    'WARNING',
    "WARNING:005: ..pinit_fetch_policy_profile: Ignoring non-image config file 'TTLSRule' statement\n",
    'policy-statement-misplaced',
  ],
  [
    'ICH408I',
    'ICH408I USER(START1  ) GROUP(SYS1    ) NAME(####################)\n  START1.TN3270.LST CL(RDATALIB)\n  INSUFFICIENT ACCESS AUTHORITY\n  ACCESS INTENT(READ   )  ACCESS ALLOWED(NONE   )\n',
    'key-ring-permission-denied',
  ],
  ['0x134cc000', 'GSK01000I System SSL 0x134cc000\n', 'trace-not-a-failure'],
])('%s', async (_, text, cause) => {
  const file = join(temporaryFolder(), 'job.txt')
  writeFileSync(file, text)
  const { document } = await openFiles([file], false)
  const findings = [...document.connections.flatMap((connection) => connection.findings), ...document.findings]
  const [finding] = findings
  expect(finding?.cause).toBe(cause)
  expect(finding?.evidence.length).toBeGreaterThan(0)
  expect(finding?.fixes[0]?.where).toBe(FIRST_FIX[cause])
  for (const { where, snippet } of findings.flatMap(({ fixes }) => fixes))
    if (where === 'at-tls-policy' && snippet?.includes('{')) expectPolicy(snippet)
  const printed = await printedBy(['node', 'gskope', 'analyze', file])
  expect(printed).toContain(`${cause} (`)
  expect(printed).toContain(`fix: ${finding?.fixes[0]?.title ?? ''}`)
})

/** Where the fix to try first goes. */
const FIRST_FIX: Readonly<Record<string, string>> = {
  'no-common-cipher': 'at-tls-policy',
  'key-ring-permission-denied': 'racf',
  'unknown-ca': 'racf',
  'no-acceptable-key-label': 'racf',
  'key-share-unusable': 'at-tls-policy',
  'tls13-ciphers-missing': 'at-tls-policy',
  'plaintext-on-tls-port': 'client',
  'tls-environment-failed': 'at-tls-policy',
  'policy-not-installed': 'racf',
  'policy-statement-misplaced': 'at-tls-policy',
  'trace-not-a-failure': 'server',
}

/** Our own reader takes it, and finds nothing that Policy Agent would ignore or refuse. */
function expectPolicy(snippet: string): void {
  const { settings, notUnderstood } = readSettings(attlsPolicy, new TextEncoder().encode(snippet))
  expect([settings.length, notUnderstood], snippet).toEqual([1, []])
  expect(settingsOf('attls-policy', snippet).policies[0]?.flags, snippet).toEqual([])
}

/** What `gskope` prints for people. */
async function printedBy(argv: readonly string[]): Promise<string> {
  let text = ''
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((piece) => {
    text += String(piece)
    return true
  })
  try {
    await runProgram(argv)
  } finally {
    stdout.mockRestore()
  }
  return text
}
