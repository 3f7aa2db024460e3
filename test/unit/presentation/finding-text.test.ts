import { expect, it } from 'vitest'
import type { Finding } from '../../../preload/contract/finding.ts'
import { findingText } from '../../../main/presentation/finding-text.ts'

const finding: Finding = {
  cause: 'no-common-cipher',
  confidence: 'certain',
  rank: 1,
  detectedBy: 'server',
  title: 'No suite in common',
  explanation: 'The client offers\u0000 one.',
  returnCodes: [],
  evidence: [{ source: 3, message: 1, frame: 24, line: null, byteRange: [39, 58], text: 'the suites' }],
  wouldDisprove: 'a common one',
  fixes: [{ where: 'at-tls-policy', title: 'Add it', snippet: 'A\n{\n}\n', caution: 'For new connections.' }],
  collect: [],
}

it('a finding is copied with its proof, its places and its fix, and without control characters', () => {
  expect(findingText(finding, (source) => `source-${source}.pcap`)).toBe(`No suite in common
no-common-cipher, certain

The client offers\ufffd one.

Proof:
- the suites (source-3.pcap, packet 24, message 1, bytes 39–57)

Would speak against it: a common one

What to do:
- at-tls-policy: Add it
  For new connections.
    A
    {
    }
`)
})
