import { case0001 } from './0001-case.ts'
import { logs0002 } from './0002-logs-and-settings.ts'
import { eventBytes0003 } from './0003-event-bytes.ts'
import { legContent0004 } from './0004-leg-content.ts'
import { cause0005 } from './0005-cause.ts'
import { joins0006 } from './0006-joins.ts'
import { notes0007 } from './0007-notes.ts'
import { outcomeInIndexes0008 } from './0008-outcome-in-indexes.ts'
import { moreOrders0009 } from './0009-more-orders.ts'
import { groupsInIndexes0010 } from './0010-groups-in-indexes.ts'
import { pastLegs0011 } from './0011-past-legs.ts'
import { spellings0012 } from './0012-spellings.ts'
import { rareInIndexes0013 } from './0013-rare-in-indexes.ts'

/**
 * What makes a case file of version N one of version N + 1, in order; `PRAGMA user_version` counts those that were applied.
 * A migration that was ever released is not changed again: a new one is added.
 */
export const MIGRATIONS: readonly string[] = [
  case0001,
  logs0002,
  eventBytes0003,
  legContent0004,
  cause0005,
  joins0006,
  notes0007,
  outcomeInIndexes0008,
  moreOrders0009,
  groupsInIndexes0010,
  pastLegs0011,
  spellings0012,
  rareInIndexes0013,
]
