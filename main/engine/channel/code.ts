import type { Answers } from '../answer.ts'
import { codeInCase, type SearchedCase } from '../code-in-case.ts'
import { codePage } from './code-page.ts'

/** `code.*`: what codes and names mean, and where they occur. `open`: undefined while no case is open. */
export function codeAnswers(open: () => SearchedCase | undefined) {
  return {
    'code.search': codePage,
    'code.inCase': (asked, signal) => {
      const searched = open()
      return searched === undefined
        ? { filter: null, connections: 0, lines: [], more: false }
        : codeInCase(searched, asked, signal)
    },
  } satisfies Partial<Answers>
}
