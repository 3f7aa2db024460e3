/** The guide for a terminal or a printer: prose in 78 columns, what is to be copied as it is. */
import type { Guide, GuideBlock, GuideCommand } from './guide.ts'

const WIDTH = 78

export function guideText(guide: Guide): string {
  const lines: string[] = [guide.title, '='.repeat(guide.title.length), '', ...guide.madeFor, '']
  for (const sentence of guide.assumed) lines.push(...wrap(`! ${sentence}`, '', '  '))
  if (guide.assumed.length > 0) lines.push('')
  guide.steps.forEach(({ title, text, items }, index) => {
    const heading = `${index + 1}. ${title}`
    lines.push(heading, '-'.repeat(heading.length), ...wrap(text), '')
    for (const item of items) lines.push(...(item.kind === 'block' ? block(item) : command(item)), '')
  })
  lines.push(
    ...section('Does the trace hold what is needed?'),
    ...guide.checks.flatMap((check) => wrap(check, '- ', '  ')),
    '',
  )
  lines.push(...section('When something goes wrong'))
  for (const { what, remedy } of guide.troubles) lines.push(...wrap(what, '- ', '  '), ...wrap(remedy, '  ', '  '))
  lines.push('', ...section('What is not known here'), ...guide.unknown.flatMap((one) => wrap(one, '- ', '  ')))
  return `${lines.join('\n')}\n`
}

const section = (title: string): string[] => [title, '-'.repeat(title.length)]

/** Copied text stands at the margin: JCL counts its columns. */
function block({ title, text, note }: GuideBlock): string[] {
  return [
    ...wrap(`${title}:`),
    '',
    ...text.trimEnd().split('\n'),
    '',
    ...(note === undefined ? [] : wrap(note, '  ', '  ')),
  ]
}

function command({ command: text, expect, note }: GuideCommand): string[] {
  return [
    `  ${text}`,
    ...expect.flatMap(({ id, text: message }) => wrap(`${id} ${message}`, '      expect  ', '              ')),
    ...(note === undefined ? [] : wrap(note, '      ', '      ')),
  ]
}

function wrap(text: string, first = '', next = ''): string[] {
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(' ')) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line)
      line = next
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  return [...lines, line]
}
