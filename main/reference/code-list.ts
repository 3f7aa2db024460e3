/** Every entry of every table as a reading, in the order in which somebody who reads z/OS messages would look. */
import { nameOnlyReadings } from './name-only.ts'
import type { Reading } from './reading.ts'
import {
  attlsReading,
  attributeReading,
  deprecatedReading,
  errno2Reading,
  messageReading,
  statusReading,
  systemSslReading,
} from './reading-of.ts'
import {
  alertReading,
  cipherSuiteReading,
  extensionReading,
  groupReading,
  handshakeTypeReading,
  signatureSchemeReading,
  versionReading,
} from './registry-reading.ts'
import { smallReadings } from './small-list.ts'
import alerts from './table/alerts.json' with { type: 'json' }
import attls from './table/attls-return-codes.json' with { type: 'json' }
import cipherSuites from './table/cipher-suites.json' with { type: 'json' }
import cms from './table/cms-status-codes.json' with { type: 'json' }
import extensions from './table/extensions.json' with { type: 'json' }
import handshakeTypes from './table/handshake-types.json' with { type: 'json' }
import signatureSchemes from './table/signature-schemes.json' with { type: 'json' }
import supportedGroups from './table/supported-groups.json' with { type: 'json' }
import attributes from './table/system-ssl-attributes.json' with { type: 'json' }
import returnCodes from './table/system-ssl-return-codes.json' with { type: 'json' }
import versions from './table/versions.json' with { type: 'json' }
import zosMessages from './table/zos-messages.json' with { type: 'json' }

let known: readonly Reading[] | undefined

export function everyCode(): readonly Reading[] {
  return (known ??= [
    ...zosMessages.entries.map(({ id }) => messageReading(id)),
    ...returnCodes.entries.map(({ code }) => systemSslReading(code)),
    ...returnCodes.deprecatedApiCodes.map(({ code }) => deprecatedReading(code)),
    ...attls.entries.map(({ code }) => attlsReading(code)),
    ...cms.entries.map(({ code }) => statusReading(code)),
    ...zosMessages.errno2Values.map(({ code }) => errno2Reading(code)),
    ...alerts.entries.map(({ code }) => alertReading(code)),
    ...cipherSuites.entries.map(({ code }) => cipherSuiteReading(code)),
    ...supportedGroups.entries.map(({ code }) => groupReading(code)),
    ...signatureSchemes.entries.map(({ code }) => signatureSchemeReading(code)),
    ...versions.entries.map(({ code }) => versionReading(code)),
    ...extensions.entries.map(({ code }) => extensionReading(code)),
    ...handshakeTypes.entries.map(({ code }) => handshakeTypeReading(code)),
    ...attributes.entries.map(({ code }) => attributeReading(code)),
    ...nameOnlyReadings(),
    ...smallReadings(),
  ].filter((reading) => reading !== undefined))
}
