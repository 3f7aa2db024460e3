import type { Certificate } from '../../../preload/contract/connection.ts'
import { type Markup, markup } from '../../presentation/markup.ts'
import { heading, type Level, under } from './heading.ts'

/** Names of a certificate that are listed; a server of a provider has hundreds. */
const MAX_NAMES = 40
const MAX_CERTIFICATES = 40

export function certificatesHtml(certificates: readonly Certificate[], level: Level): Markup {
  const left = certificates.length - MAX_CERTIFICATES
  return markup`${heading(level, 'Certificates')}
${certificates.length === 0 && markup`<p class="quiet">No certificate is in clear in this trace.</p>`}
${certificates.slice(0, MAX_CERTIFICATES).map((certificate) => certificateHtml(certificate, under(level)))}
${left > 0 && markup`<p class="quiet small">${left} more are left out.</p>`}
`
}

/** What a certificate says, by name; what it does not say is left out. */
export function certificateFacts(certificate: Certificate): readonly (readonly [string, string])[] {
  const { subjectAltNames: names } = certificate
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : ''
  const facts: readonly (readonly [string, string])[] = [
    ['Subject', certificate.subject],
    ['Issuer', `${certificate.issuer}${certificate.selfSigned ? ' (self-signed)' : ''}`],
    ['Serial', certificate.serial],
    ['Valid', certificate.notBefore === '' ? '' : `${certificate.notBefore} to ${certificate.notAfter}`],
    ['Key', [certificate.keyType, certificate.curve ?? certificate.keyBits?.toString()].filter(Boolean).join(' ')],
    ['Signed with', certificate.signatureAlgorithm],
    ['Names', `${names.slice(0, MAX_NAMES).join(', ')}${more}`],
    ['Key usage', certificate.keyUsage.join(', ')],
    ['Extended usage', certificate.extendedKeyUsage.join(', ')],
    ['SHA-256', certificate.sha256],
  ]
  return facts.filter(([, value]) => value !== '')
}

/** `Server, leaf`, `Server, issuer 1`. */
export function certificateTitle({ from, position }: Certificate): string {
  return `${from === 'server' ? 'Server' : 'Client'}, ${position === 0 ? 'leaf' : `issuer ${position}`}`
}

function certificateHtml(certificate: Certificate, level: Level): Markup {
  return markup`<div class="keep">
${heading(level, certificateTitle(certificate))}
${certificate.unreadable !== null && markup`<p class="warned">It cannot be read: ${certificate.unreadable}</p>`}
<table><caption class="visually-hidden">${certificateTitle(certificate)}</caption><tbody>
${certificateFacts(certificate).map(
  ([name, value]) => markup`<tr><th scope="row" class="word">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>
</div>
`
}
