import type { Answers } from '../answer.ts'
import type { FilterBook } from '../filter-book.ts'

/** `filter.*`: the filters that the user named. */
export function filterAnswers(book: FilterBook) {
  return {
    'filter.list': () => book.list(),
    'filter.save': (request) => book.save(request),
    'filter.rename': ({ name, to }) => book.rename(name, to),
    'filter.delete': ({ name }) => book.delete(name),
  } satisfies Partial<Answers>
}
