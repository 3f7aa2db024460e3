import { expect, it } from 'vitest'
import { ownWords } from '../../../../build/generate-own-words.ts'
import kept from '../../../../main/report/redact/own-words.json' with { type: 'json' }

/** A new word is masked until `npm run words` has written it down, which is safe and looks odd; many of them would. */
const MOST_MISSING = 0.03

it('redaction knows the words that gskope says', () => {
  const known = new Set(kept.words.split(' '))
  const now = ownWords()
  const missing = now.filter((word) => !known.has(word))
  expect(missing.length / now.length, `run npm run words: ${missing.slice(0, 20).join(' ')}`).toBeLessThan(MOST_MISSING)
})
