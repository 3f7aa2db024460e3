import type { Guide, GuideBlock, GuideCommand } from './guide.ts'

/** The guide as Markdown (CommonMark). Names have passed their rules, so nothing in it can end a fence. */
export function guideMarkdown(guide: Guide): string {
  const lines = [`# ${guide.title}`, '', ...guide.madeFor.map((one) => `- ${one}`), '']
  for (const sentence of guide.assumed) lines.push(`> ${sentence}`, '')
  guide.steps.forEach(({ title, text, items }, index) => {
    lines.push(`## ${index + 1}. ${title}`, '', text, '')
    for (const item of items) lines.push(...(item.kind === 'block' ? block(item) : command(item)), '')
  })
  lines.push('## Does the trace hold what is needed?', '', ...guide.checks.map((check) => `- [ ] ${check}`), '')
  lines.push('## When something goes wrong', '')
  for (const { what, remedy } of guide.troubles) lines.push(`- **${what}** ${remedy}`)
  lines.push('', '## What is not known here', '', ...guide.unknown.map((one) => `- ${one}`))
  return `${lines.join('\n')}\n`
}

const fenced = (text: string): string[] => ['```text', ...text.trimEnd().split('\n'), '```']

function block({ title, text, note }: GuideBlock): string[] {
  return [`**${title}**`, '', ...fenced(text), ...(note === undefined ? [] : ['', note])]
}

function command({ command: text, expect, note }: GuideCommand): string[] {
  return [
    ...fenced(text),
    ...(expect.length === 0
      ? []
      : ['', 'Expect:', '', ...expect.map(({ id, text: message }) => `- \`${id} ${message}\``)]),
    ...(note === undefined ? [] : ['', note]),
  ]
}
