import { atOneMoment } from '../../../db/at-one-moment.ts'
import { pem } from '../../export/pem.ts'
import { pkcs7 } from '../../export/pkcs7.ts'
import { decodeConversation } from '../../tls/conversation.ts'
import { Failure, type Answers } from '../answer.ts'
import { type CertificateBytes, certificateBytes } from '../certificates.ts'
import type { CaseHolder } from './connection.ts'

/** As long as a file's name may be with what comes behind it. */
const MAX_NAME = 80

/** `certificate.*`: certificates as files. */
export function certificateAnswers(engine: CaseHolder) {
  return {
    'certificate.file': ({ connection, from, sha256, whole, form }) => {
      const { contents, index, seen } = engine.case
      const content = atOneMoment(index, () => contents.content(seen.standing(connection)))
      if (!content) throw new Failure('not-found', `There is no connection ${connection}.`)
      const sent = certificateBytes(decodeConversation(content.view.messages)).filter((one) => one.from === from)
      const asked = sent.find((one) => one.sha256 === sha256)
      if (!asked)
        throw new Failure('not-found', `That certificate of the ${from} is no longer there: its files were read anew.`)
      const chosen = whole ? sent.filter(({ message }) => message === asked.message) : [asked]
      const unread = chosen.find(({ facts }) => facts.unreadable !== null)
      if (whole && form === 'der' && unread)
        throw new Failure(
          'failed',
          `Certificate ${unread.position + 1} of the chain cannot be read, so the chain makes no PKCS #7 file. Save each certificate by itself, or the chain as PEM.`,
        )
      const name = `${fileName(asked)}${whole ? '-chain' : ''}`
      if (form === 'pem')
        return {
          name: `${name}.pem`,
          bytes: new TextEncoder().encode(chosen.map((one) => pem(one.der, about(one))).join('')),
        }
      return whole
        ? { name: `${name}.p7b`, bytes: pkcs7(chosen.map(({ der }) => der)) }
        : { name: `${name}.der`, bytes: new Uint8Array(asked.der) }
    },
  } satisfies Partial<Answers>
}

function about({ facts, from, position, sha256 }: CertificateBytes): readonly string[] {
  return [
    `subject: ${facts.subject}`,
    `issuer: ${facts.issuer}`,
    `valid: ${facts.notBefore} to ${facts.notAfter}`,
    `sent by the ${from}, certificate ${position + 1} of its chain; SHA-256 ${sha256}`,
  ]
}

/** The common name, of letters that every file system takes; without one the beginning of the digest. */
function fileName({ facts, sha256 }: CertificateBytes): string {
  const common = /(?:^|,)CN=((?:\\.|[^,\\])*)/.exec(facts.subject)?.[1] ?? ''
  const safe = common.replace(/[^\w.-]+/g, '_').replace(/^[._-]+|[._]+$/g, '')
  return safe === '' ? sha256.slice(0, 16) : safe.slice(0, MAX_NAME)
}
