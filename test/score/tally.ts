import type { Finding } from '../../main/diagnose/finding.ts'

export interface Sample {
  readonly name: string
  /** The arranged cause, and others that are as good; none: a healthy connection. */
  readonly causes: readonly string[]
  readonly detectedBy: string | undefined
  /** The bytes that the recording has in the cause's place, and why they do not tell it. */
  readonly notShown?: string | undefined
}

type Verdict = 'rank 1' | 'any rank' | 'open' | 'not shown' | 'wrong' | 'quiet' | 'false alarm'

interface Row {
  readonly sample: Sample
  readonly outcome: string
  readonly findings: readonly Finding[]
  readonly verdict: Verdict
}

/**
 * `rank 1`: the root cause as found is the arranged one; `any rank`: it is among the others; `open`: nothing more than possible was
 * said, and not it; `not shown`: the same of a recording that is known not to show its cause; `wrong`: something else was said to be likely or certain.
 */
export class Tally {
  readonly #rows: Row[] = []

  add(sample: Sample, outcome: string, findings: readonly Finding[]): void {
    this.#rows.push({ sample, outcome, findings, verdict: verdict(sample, findings) })
  }

  print(title: string, list: boolean): void {
    const bad = this.#rows.filter(({ sample }) => sample.causes.length > 0)
    const good = this.#rows.filter(({ sample }) => sample.causes.length === 0)
    const count = (rows: readonly Row[], of: Verdict): number => rows.filter((row) => row.verdict === of).length
    console.log(`\n== ${title}`)
    console.log(`${'cause'.padEnd(34)}   n  rank1  any  open  not shown  wrong  taken for`)
    for (const [cause, rows] of [...Map.groupBy(bad, ({ sample }) => sample.causes[0] ?? '')].sort(byName)) {
      const numbers = [
        rows.length,
        count(rows, 'rank 1'),
        count(rows, 'any rank'),
        count(rows, 'open'),
        count(rows, 'not shown'),
        count(rows, 'wrong'),
      ]
      const [n, first, any, open, notShown, wrong] = numbers.map(String)
      console.log(
        `${cause.padEnd(34)} ${n?.padStart(3)}  ${first?.padStart(5)}  ${any?.padStart(3)}  ${open?.padStart(4)}  ${notShown?.padStart(9)}  ${wrong?.padStart(5)}  ${confusion(rows)}`,
      )
    }
    const percent = bad.length === 0 ? '' : ` (${((count(bad, 'rank 1') / bad.length) * 100).toFixed(1)} %)`
    const sides = bad.filter(({ sample, verdict: of }) => sample.detectedBy !== undefined && of === 'rank 1')
    const sidesRight = sides.filter(({ sample, findings }) => findings[0]?.detectedBy === sample.detectedBy)
    console.log(
      `${title}: ${bad.length} failed, right at rank 1 ${count(bad, 'rank 1')}${percent}, at any rank ${count(bad, 'any rank')}, open ${count(bad, 'open')}, not shown by the bytes ${count(bad, 'not shown')}, wrong ${count(bad, 'wrong')}; ` +
        `detected by the right side ${sidesRight.length} of ${sides.length}; ${good.length} healthy, false alarms ${count(good, 'false alarm')}`,
    )
    for (const row of this.#rows) {
      const wrongSide = sides.includes(row) && !sidesRight.includes(row)
      if (row.sample.notShown !== undefined && row.verdict !== 'not shown')
        console.log(`  ${row.verdict}, though it is said not to show: ${row.sample.name}`)
      if (row.verdict === 'false alarm' || (list && (wrongSide || !['rank 1', 'quiet'].includes(row.verdict))))
        printRow(row)
    }
  }
}

function verdict(sample: Sample, findings: readonly Finding[]): Verdict {
  const sure = findings.some(({ confidence }) => confidence !== 'possible')
  if (sample.causes.length === 0) return sure ? 'false alarm' : 'quiet'
  if (sample.causes.includes(findings[0]?.cause ?? '')) return 'rank 1'
  if (findings[0] !== undefined && findings[0].confidence !== 'possible') return 'wrong'
  // Whoever says more of it than that it may be was wrong above.
  if (sample.notShown !== undefined) return 'not shown'
  return findings.some(({ cause }) => sample.causes.includes(cause)) ? 'any rank' : 'open'
}

/** What stood at rank 1 instead. */
function confusion(rows: readonly Row[]): string {
  const others = rows.filter((row) => row.verdict !== 'rank 1').map(({ findings }) => findings[0]?.cause ?? 'nothing')
  return [...Map.groupBy(others, (cause) => cause)].map(([cause, all]) => `${cause} ${all.length}`).join(', ')
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function printRow({ sample, outcome, findings, verdict: of }: Row): void {
  const said = findings.map(({ cause, confidence, detectedBy }) => `${cause} ${confidence} by ${detectedBy}`).join('; ')
  console.log(
    `  ${of}: ${sample.causes[0] ?? 'healthy'} ${sample.detectedBy ?? ''} ${sample.name} [${outcome}]: ${said || 'nothing'}${of === 'not shown' ? `\n    ${sample.notShown ?? ''}` : ''}`,
  )
}
