import type { Boundary, Outcome } from '../../../preload/contract/vocabulary.ts'
import type { Finding, Fix } from '../../../preload/contract/finding.ts'
import { boundaryStages } from '../../presentation/boundary-bar.ts'
import { address } from '../../presentation/format.ts'
import { headline } from '../../presentation/headline.ts'
import { codeName, type Markup, markup } from '../../presentation/markup.ts'
import { OUTCOME_WORD, RESUMPTION_WORD, ROLE_WORD } from '../../presentation/words.ts'
import { placeText, sourceName, whenText } from '../model/place.ts'
import type { Proof, Report, ReportConnection } from '../model/report.ts'
import { heading, type Level, under } from './heading.ts'

/** Letters of bytes that the evidence part shows lead there. */
type Link = (letter: string) => string | undefined

/** The page that says it all: what failed, where it stopped, why, what proves it, what to do. */
export function verdictHtml(report: Report, connection: ReportConnection, level: Level, link: Link): Markup {
  const { detail, proofs } = connection
  const { row, findings } = detail
  const [root, ...others] = findings
  return markup`<div class="verdict">
<p><span class="badge ${row.outcome}">${OUTCOME_WORD[row.outcome]}</span></p>
<p class="lead">${headline(detail)}.</p>
${stagesHtml(row.boundary, row.outcome)}
${factsHtml(report, connection)}
${root && findingHtml(report, root, proofs[0] ?? [], level, link, 'cause')}
${others.length > 0 && heading(level, 'What else was found')}
${others.map((finding, at) => lesserHtml(report, finding, proofs[at + 1] ?? [], under(level), link))}
</div>`
}

const STAGE: Readonly<Record<Boundary, string>> = {
  tcp: 'tcp',
  client_hello: 'client hello',
  server_hello: 'server hello',
  server_flight: 'server flight',
  client_flight: 'client flight',
  finished: 'finished',
  application: 'data',
}

const STATE = {
  reached: 'reached',
  stopped: 'stopped here',
  unknown: 'not in this trace',
  'not-reached': 'not reached',
} as const

function stagesHtml(boundary: Boundary, outcome: Outcome): Markup {
  return markup`<ol class="stages" aria-label="Stages of the handshake">
${boundaryStages(boundary, outcome).map(
  ({ boundary: stage, state }) =>
    markup`<li class="${state}"><span></span>${STAGE[stage]}${
      state === 'stopped' || state === 'unknown'
        ? markup`<em>${STATE[state]}</em>`
        : markup`<em class="visually-hidden">${STATE[state]}</em>`
    }</li>
`,
)}</ol>`
}

function factsHtml(report: Report, { number, detail }: ReportConnection): Markup {
  const { row, legs, clientAuthentication } = detail
  const facts: readonly (readonly [string, string | Markup])[] = [
    ['Client', address(row.client)],
    ['Server', address(row.server)],
    ['Server name', row.serverName ?? 'not in this trace'],
    ['Began', whenText(row.startNs)],
    ['Version', row.version?.name ?? 'not in this trace'],
    ['Cipher suite', row.cipherSuite ? codeName(row.cipherSuite.name) : 'not in this trace'],
    ['Group', row.group?.name ?? 'not in this trace'],
    ['Handshake', `${RESUMPTION_WORD[row.resumption]}${detail.helloRetryRequest ? ', after a HelloRetryRequest' : ''}`],
    ['Client certificate', clientAuthentication === 'none' ? 'not asked for' : clientAuthentication],
    ['Application protocol', row.alpn ?? 'none chosen'],
    ['Seen', [...new Set(legs.map((leg) => `${ROLE_WORD[leg.role]}: ${sourceName(report, leg.source)}`))].join('; ')],
    ['Connection', `${number} of the case`],
  ]
  return markup`<dl class="facts">
${facts.map(
  ([term, value]) => markup`<dt>${term}</dt><dd>${value}</dd>
`,
)}</dl>`
}

/** Evidence named in a card; a finding with more has the rest in the document. */
const MAX_PROOFS = 40

export function findingHtml(
  report: Report,
  finding: Finding,
  proofs: readonly Proof[],
  level: Level,
  link: Link,
  look: 'cause' | '',
): Markup {
  const { cause, confidence, title, explanation, returnCodes, wouldDisprove, fixes, detectedBy } = finding
  const inner = under(level)
  return markup`<section class="card ${look}">
${heading(level, title)}
<p><span class="badge ${confidence}">${confidence}</span> <code class="quiet">${cause}</code> <span class="quiet small">noticed by the ${detectedBy}</span></p>
<p>${explanation}</p>
${
  returnCodes.length > 0 &&
  markup`<p class="small">Codes: ${returnCodes.map(({ system, code, name }, at) => markup`${at > 0 && ', '}<code>${code}</code> ${name} (${system})`)}</p>`
}
${
  proofs.length > 0 &&
  markup`${heading(inner, 'Proof')}
<ol class="proof">
${proofs.slice(0, MAX_PROOFS).map((proof) => proofHtml(report, proof, link))}</ol>`
}
${proofs.length > MAX_PROOFS && markup`<p class="quiet">and ${proofs.length - MAX_PROOFS} more</p>`}
<p class="small quiet against">Would speak against it: ${wouldDisprove}</p>
${fixes.length > 0 && heading(inner, 'What to do')}
${fixes.map(fixHtml)}
</section>
`
}

/** A finding beside the root cause, in short. */
function lesserHtml(report: Report, finding: Finding, proofs: readonly Proof[], level: Level, link: Link): Markup {
  const { cause, confidence, title, explanation, fixes } = finding
  return markup`<section class="keep">
${heading(level, title)}
<p><span class="badge ${confidence}">${confidence}</span> <code class="quiet">${cause}</code></p>
<p>${explanation}</p>
${
  proofs.length > 0 &&
  markup`<ol class="proof">
${proofs.slice(0, MAX_PROOFS).map((proof) => proofHtml(report, proof, link))}</ol>`
}
${fixes.length > 0 && markup`<p class="small quiet">What would help: ${fixes.map(({ title: fix }, at) => `${at > 0 ? '; ' : ''}${fix}`)}.</p>`}
</section>
`
}

function proofHtml(report: Report, { letter, evidence, lines }: Proof, link: Link): Markup {
  const target = link(letter)
  return markup`<li><span class="letter-mark">${letter}</span><div>${evidence.text}<span class="place">${
    target === undefined ? placeText(report, evidence) : markup`<a href="#${target}">${placeText(report, evidence)}</a>`
  }</span>${lines.length > 0 && markup`<pre>${lines.join('\n')}</pre>`}</div></li>
`
}

const WHERE: Readonly<Record<Fix['where'], string>> = {
  'at-tls-policy': 'AT-TLS policy',
  racf: 'RACF',
  certificate: 'certificate',
  client: 'client',
  server: 'server',
  network: 'network',
}

function fixHtml({ where, title, snippet, caution }: Fix): Markup {
  return markup`<div class="fix">
<p><span class="badge">${WHERE[where]}</span> ${title}</p>
${snippet !== null && markup`<pre>${snippet}</pre>`}
${caution !== null && markup`<p class="caution small">${caution}</p>`}
</div>
`
}
