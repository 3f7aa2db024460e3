import type { Claim, SettingsReader } from '../reader.ts'
import { latinBytes } from '../text/latin.ts'
import { withoutMargins } from '../text/line-margin.ts'
import { TextLines } from '../text/text-lines.ts'
import { DisplayAssembler } from './display-assembler.ts'
import { LISTED } from './display-line.ts'

const SAMPLE = 'TCP/IP pasearch CS 3.1                    Image Name: TCPIP\n  TTLS Instance Id:     1734951139\n'
const HEADER = /^TCP\/IP pasearch CS\b/i
const RULE = /^policyRule:\s*\S/i

/** What `pasearch` displays: the policies that are active in a stack, with every value, also those that nobody wrote. */
export const pasearch: SettingsReader = {
  kind: 'settings',
  id: 'pasearch',
  title: 'Active policy (pasearch)',
  sample: latinBytes(SAMPLE),
  detect: (head) => {
    let claim: Claim = 'no'
    let rule = false
    const lines = new TextLines({
      line: (text) => {
        const plain = withoutMargins(text, LISTED)
        if (HEADER.test(plain)) claim = 'certain'
        if (RULE.test(plain)) rule = true
        else if (rule && /^TTLS Action:/.test(plain)) claim = 'certain'
      },
      finish: () => undefined,
      warn: () => undefined,
    })
    lines.take(head, 0, true)
    return claim
  },
  begins: (line) => [HEADER, RULE].some((first) => first.test(withoutMargins(line, LISTED))),
  open: (sink) => new TextLines(new DisplayAssembler(sink)),
}
