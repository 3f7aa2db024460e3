import type { Answers } from '../answer.ts'
import { Failure } from '../answer.ts'
import type { CaseSaved, CaseState } from '../../../preload/contract/case.ts'
import type { OpenCase } from '../open-case.ts'

/** What these answers need of the engine. */
export interface CaseKeeper {
  /** The open case; throws a Failure when there is none. */
  readonly case: OpenCase
  state(): CaseState
  open(paths: readonly string[]): Promise<CaseState>
  openExample(): Promise<CaseState>
  closeCase(): Promise<CaseState>
  save(path: string, replace: boolean): Promise<CaseSaved>
}

/** `case.*`: what is open, and what is done with it. */
export function caseAnswers(engine: CaseKeeper) {
  const noSource = (source: number): Failure => new Failure('not-found', `The case has no source ${source}.`)
  return {
    'case.state': () => engine.state(),
    'case.open': ({ paths }) => engine.open(paths),
    'case.openExample': () => engine.openExample(),
    'case.new': () => engine.closeCase(),
    'case.retry': ({ source }) => {
      if (!engine.case.retry(source)) throw noSource(source)
      return engine.state()
    },
    'case.remove': async ({ source }) => {
      if (!(await engine.case.remove(source))) throw noSource(source)
      return engine.state()
    },
    'case.save': ({ path, replace }) => engine.save(path, replace),
    'case.locate': async ({ paths }) => {
      const { located, strangers } = await engine.case.away.locate(paths)
      await engine.case.resume()
      return { located: [...located], strangers: [...strangers] }
    },
    'case.trust': async () => {
      engine.case.away.trust()
      await engine.case.resume()
      return engine.state()
    },
    'case.keepWindow': ({ window }) => {
      engine.case.keep('window', window)
      return {}
    },
    'case.cancel': ({ source }) => {
      engine.case.cancel(source)
      return engine.state()
    },
  } satisfies Partial<Answers>
}
