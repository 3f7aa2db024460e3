import type { Negotiation, NegotiationEntry } from '../../../preload/contract/connection.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { heading, type Level, under } from './heading.ts'

export const OFFERS: readonly (readonly [keyof Negotiation, string])[] = [
  ['versions', 'Versions'],
  ['cipherSuites', 'Cipher suites'],
  ['groups', 'Groups'],
  ['signatureAlgorithms', 'Signature algorithms'],
  ['applicationProtocols', 'Application protocols'],
]

/** What was offered against what was accepted; a list that nobody made is left out. */
export function negotiationHtml(negotiation: Negotiation, level: Level): Markup {
  const made = OFFERS.filter(([key]) => negotiation[key].length > 0)
  return markup`${heading(level, 'What was offered and what was taken')}
${made.length === 0 && markup`<p class="quiet">Nothing was offered in what the sources show.</p>`}
${made.map(
  ([key, title]) => markup`${heading(under(level), title)}
${offerTable(title, negotiation[key])}
`,
)}`
}

/** Lists beyond are hostile or a scan; the count says how many there are. */
const MAX_ENTRIES = 200

function offerTable(title: string, entries: readonly NegotiationEntry[]): Markup {
  const left = entries.length - MAX_ENTRIES
  return markup`<table>
<caption class="visually-hidden">${title}: offered, accepted, chosen</caption>
<thead><tr><th scope="col">Name</th><th scope="col">z/OS</th><th scope="col">Offered</th><th scope="col">Accepted</th><th scope="col">Chosen</th></tr></thead>
<tbody>
${entries.slice(0, MAX_ENTRIES).map(offerRow)}</tbody>
</table>
${left > 0 && markup`<p class="quiet small">${left} more are left out.</p>`}`
}

function offerRow({ name, zos, offered, accepted, chosen, reason, weak }: NegotiationEntry): Markup {
  const why = [reason, ...weak].filter(Boolean).join('; ')
  return markup`<tr class="${chosen ? 'chosen' : accepted === false ? 'dropped' : 'open'}"><th scope="row" class="name">${name}${why !== '' && markup`<span class="why">${why}</span>`}</th><td class="mono word">${zos}</td><td class="word">${offered ? 'yes' : 'no'}</td><td class="word">${acceptedWord(accepted)}</td><td class="word">${chosen && 'chosen'}</td></tr>
`
}

export function acceptedWord(accepted: boolean | null): string {
  return accepted === null ? 'not in this trace' : accepted ? 'yes' : 'no'
}
