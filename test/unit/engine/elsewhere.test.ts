import { expect, it } from 'vitest'
import { openFiles } from '../../support/open-files.ts'
import { EXAMPLE } from '../../support/fixture-files.ts'

it('a certificate that the server shows to others proves what the failed connection hides', async () => {
  const { connections } = (await openFiles([EXAMPLE.capture], false)).document
  const failed = connections.filter(({ outcome }) => outcome === 'failed')
  expect(failed).toHaveLength(2)
  for (const { findings } of failed) {
    expect(findings[0]).toMatchObject({ cause: 'cipher-needs-other-certificate', confidence: 'likely' })
    expect(findings[0]?.explanation).toContain('the server has EC (seen in another handshake of the case)')
  }
  for (const { outcome, findings } of connections) if (outcome === 'established') expect(findings).toEqual([])
})
