import type { Claim, SettingsReader } from '../reader.ts'
import { latinBytes } from '../text/latin.ts'
import { withoutMargins } from '../text/line-margin.ts'
import { TextLines } from '../text/text-lines.ts'
import { BEGIN, KEEPS, ListingAssembler } from './listing-assembler.ts'

const SAMPLE = 'Digital ring information for user START1:\n\n  Ring:\n       >TN3270<\n'

/** Certificates and key rings as RACF displays them: RACDCERT LIST, LISTRING, LISTCHAIN. */
export const racdcert: SettingsReader = {
  kind: 'settings',
  id: 'racdcert',
  title: 'RACF certificates and key rings (RACDCERT)',
  sample: latinBytes(SAMPLE),
  detect: (head) => {
    let claim: Claim = 'no'
    const lines = new TextLines({
      line: (text) => {
        if (begins(text)) claim = 'certain'
      },
      finish: () => undefined,
      warn: () => undefined,
    })
    lines.take(head, 0, true)
    return claim
  },
  begins,
  open: (sink) => new TextLines(new ListingAssembler(sink)),
}

function begins(line: string): boolean {
  return BEGIN.test(withoutMargins(line, KEEPS))
}
