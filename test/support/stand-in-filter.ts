import type { ConnectionRow } from '../../preload/contract/connection.ts'

/** As much of the filter as the window's tests ask for. */
export function matches(row: ConnectionRow, term: string): boolean {
  const [key, value] = term.includes(':')
    ? [term.slice(0, term.indexOf(':')), term.slice(term.indexOf(':') + 1)]
    : ['', term]
  switch (key) {
    case 'outcome':
      return row.outcome === value
    case 'port':
      return String(row.server?.port) === value || String(row.client?.port) === value
    case 'version':
      return (row.version?.name ?? '').includes(value)
    case 'alert':
      return (row.alert?.name ?? '').includes(value)
    case 'sni':
      return (row.serverName ?? '').includes(value.replaceAll('*', ''))
    default:
      return `${row.client?.address} ${row.server?.address} ${row.serverName}`.includes(value)
  }
}
