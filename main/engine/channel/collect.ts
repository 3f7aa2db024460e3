import type { CollectReply } from '../../../preload/contract/collect.ts'
import { guideMarkdown } from '../../collect/guide-markdown.ts'
import { guideText } from '../../collect/guide-text.ts'
import { collectGuide } from '../../collect/guide.ts'
import { checkRequest } from '../../collect/request.ts'
import type { Answers } from '../answer.ts'

/** `collect.*`: how to collect a trace on z/OS. It needs no case. */
export function collectAnswers() {
  return {
    'collect.guide': (request): CollectReply => {
      const checked = checkRequest(request)
      if (!checked.ok) return { guide: null, refusals: [...checked.refusals] }
      const guide = collectGuide(checked.plan)
      return {
        guide: {
          title: guide.title,
          madeFor: [...guide.madeFor],
          assumed: [...guide.assumed],
          steps: guide.steps.map(({ title, text, items }) => ({
            title,
            text,
            items: items.map((item) =>
              item.kind === 'block'
                ? { ...item, note: item.note ?? null }
                : { ...item, expect: [...item.expect], note: item.note ?? null },
            ),
          })),
          checks: [...guide.checks],
          troubles: [...guide.troubles],
          unknown: [...guide.unknown],
          asText: guideText(guide),
          asMarkdown: guideMarkdown(guide),
        },
        refusals: [],
      }
    },
  } satisfies Partial<Answers>
}
