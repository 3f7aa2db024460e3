import type { ConnectionGroup, ConnectionGrouping } from '../../../preload/contract/connection.ts'
import { plural } from '../../../main/presentation/format.ts'

const WITHOUT: Readonly<Record<ConnectionGrouping, string>> = {
  cause: 'no cause',
  client: 'client unknown',
  server: 'server unknown',
  serverName: 'no server name',
}

/** What the connections of a group have in common, in words. */
export function groupWords(
  { name, rest }: Pick<ConnectionGroup, 'name' | 'rest'>,
  by: ConnectionGrouping | undefined,
): string {
  if (rest) return 'all others'
  if (name === null) return by === undefined ? '' : WITHOUT[by]
  return by === 'cause' ? name.replaceAll('-', ' ') : name
}

/** The head of a group as it is read out. */
export function groupName(group: ConnectionGroup, by: ConnectionGrouping | undefined): string {
  const { established, incomplete, failed } = group.outcomes
  return [
    groupWords(group, by),
    plural(established + incomplete + failed, 'connection'),
    failed > 0 ? `${failed} failed` : '',
    incomplete > 0 ? `${incomplete} incomplete` : '',
    established > 0 ? `${established} established` : '',
  ]
    .filter(Boolean)
    .join(', ')
}
