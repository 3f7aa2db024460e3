import { CLAIMS } from './claim/claims.ts'
import type { Difference } from './difference.ts'
import type { ComparedHandshake } from './handshake.ts'
import { type Callings, sentence } from './sentence.ts'
import type { Failed } from './weigh.ts'

/**
 * The comparison in one sentence: what the two show about the cause of the failed one where that is enough for a claim, else the first difference that
 * matters, as it is.
 */
export function summary(
  a: ComparedHandshake,
  b: ComparedHandshake,
  failed: Failed,
  first: Difference | undefined,
): string {
  if (!first) return 'The two are the same in all that matters.'
  return (failed === undefined ? undefined : claim(a, b, failed)) ?? sentence(first, callings(failed))
}

function claim(a: ComparedHandshake, b: ComparedHandshake, failed: 'a' | 'b'): string | undefined {
  const [bad, good] = failed === 'a' ? [a, b] : [b, a]
  // A handshake that a source shows in part says nothing of how it went on.
  if (good.outcome !== 'established') return undefined
  const finding = bad.findings.find(({ rank }) => rank === 1)
  for (const tell of (finding && CLAIMS[finding.cause]) ?? []) {
    const told = tell(bad, good)
    if (told !== undefined) return told
  }
  return undefined
}

function callings(failed: Failed): Callings {
  if (failed === undefined) return { a: 'A', b: 'B' }
  return failed === 'a' ? { a: 'the failed one', b: 'the other' } : { a: 'the other', b: 'the failed one' }
}
