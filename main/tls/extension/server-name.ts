/** server_name, RFC 6066 §3. A server answers with empty data. */
import type { FieldReader } from '../field-reader.ts'
import { safeAscii } from '../text.ts'

export interface ServerNameExtension {
  readonly name: 'server_name'
  readonly serverNameList: { nameType: number; hostName: string }[]
}

export function decodeServerName(data: FieldReader): ServerNameExtension {
  const body: ServerNameExtension = { name: 'server_name', serverNameList: [] }
  if (data.left === 0) return body
  data.list('server_name_list', 2, (item) => {
    item.group('server_name', (entry) => {
      const nameType = entry.uint('name_type', 1, (type) => (type === 0 ? 'host_name' : undefined))
      body.serverNameList.push({ nameType, hostName: safeAscii(entry.vector('host_name', 2, safeAscii)) })
    })
  })
  return body
}
