/** What is set up, joined to the connections of the case. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../support/case-fixture.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'
import { openFiles } from '../../support/open-files.ts'

/** The server of the example, with suites that its failed client does not offer. */
const POLICY = (suite: string): string => `TcpImage TCPIP /etc/tcpip.image
TTLSRule                    TNRule
{
  LocalPortRange            2023
  Direction                 Inbound
  TTLSGroupActionRef        TNGA
  TTLSEnvironmentActionRef  TNEA
}
TTLSGroupAction             TNGA
{
  TTLSEnabled               On
}
TTLSEnvironmentAction       TNEA
{
  HandshakeRole             Server
  TTLSKeyringParms
  {
    Keyring                 START1/TN3270
  }
  TTLSCipherParms
  {
    V3CipherSuites          ${suite}
  }
  TTLSEnvironmentAdvancedParms
  {
    TLSv1.2                 On
  }
  HandshakeTimeot           20
}
`
const RING = `Digital ring information for user START1:
  Ring:
       >TN3270<
  Certificate Label Name             Cert Owner     USAGE      DEFAULT
  --------------------------------   ------------   --------   -------
  TN EC                              ID(START1)     PERSONAL     YES
Digital certificate information for user START1:
  Label: TN EC
  Status: TRUST
  Start Date: 2001/01/02 00:00:00
  End Date:   2002/01/02 23:59:59
  Key Type: NIST ECC
  Key Size: 256
  Private Key: YES
`

async function analysed(files: Readonly<Record<string, string>>, ...others: string[]) {
  const folder = temporaryFolder()
  const paths = Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
  return (await openFiles([...others, ...paths], false)).document
}

describe('what is set up', () => {
  it('explains a connection of the case, with its lines as proof and its names in the fix', async () => {
    const document = await analysed({ policy: POLICY('TLS_DHE_DSS_WITH_AES_128_CBC_SHA') }, EXAMPLE.capture)
    const failed = document.connections.find(({ outcome }) => outcome === 'failed')
    const [root] = failed?.findings ?? []
    expect(root).toMatchObject({ cause: 'no-common-cipher', confidence: 'likely' })
    expect(root?.evidence.map(({ source, line, text }) => [source, line, text])).toContainEqual([
      2,
      22,
      'V3CipherSuites TLS_DHE_DSS_WITH_AES_128_CBC_SHA',
    ])
    expect(root?.fixes[0]?.snippet).toMatch(/^TTLSEnvironmentAction TNEA\n\{\n {2}HandshakeRole +Server/)
    for (const connection of document.connections.filter(({ outcome }) => outcome === 'established'))
      expect(connection.findings.filter(({ confidence }) => confidence !== 'possible')).toEqual([])
  })

  it('says what the key ring lacks for the suites that both have', async () => {
    const files = { policy: POLICY('TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'), ring: RING }
    const document = await analysed(files, EXAMPLE.capture)
    const failed = document.connections.find(({ outcome }) => outcome === 'failed')
    expect(failed?.findings[0]).toMatchObject({ cause: 'cipher-needs-other-certificate', confidence: 'likely' })
    expect(failed?.findings[0]?.evidence.map(({ source }) => source)).toContain(3)
  })

  it('is judged by itself, without a connection', async () => {
    const document = await analysed({ policy: POLICY('TLS_AES_128_GCM_SHA256'), ring: RING })
    expect(document.sources.map(({ format, records, notUnderstood }) => [format, records, notUnderstood])).toEqual([
      ['attls-policy', 4, 0],
      ['racdcert', 2, 0],
    ])
    const found = document.findings.map(({ cause, confidence, evidence }) => [cause, confidence, evidence[0]?.line])
    expect(found).toContainEqual(['policy-statement-misplaced', 'likely', 28])
    expect(found).toContainEqual(['certificate-expired', 'likely', 7])
  })

  it('says that nothing is installed', async () => {
    const document = await analysed({ display: 'TCP/IP pasearch CS 3.1   Image Name: TCPIP\nNo policies retrieved\n' })
    expect(document.findings).toMatchObject([
      { cause: 'policy-not-installed', confidence: 'likely', evidence: [{ line: 2 }] },
    ])
  })

  it('is read in the middle of other text, which is read too', async () => {
    const log = '14.00.01 STC00040  EZD1586I PAGENT HAS INSTALLED ALL LOCAL POLICIES FOR TCPIP\n'
    const document = await analysed({ 'job.log': `${log}${POLICY('TLS_AES_128_GCM_SHA256')}${RING}` })
    expect(new Set(document.sources.map(({ format }) => format))).toEqual(
      new Set(['attls-policy', 'racdcert', 'job-log']),
    )
  })
})
