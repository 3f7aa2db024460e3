/** Every question the window may ask and every event it may hear, as plain names: the sandboxed preload bundles no library. */
export const CHANNELS = [
  'case.state',
  'case.open',
  'case.openExample',
  'case.new',
  'case.retry',
  'case.remove',
  'case.cancel',
  'case.save',
  'case.locate',
  'case.trust',
  'case.keepWindow',
  'recent.list',
  'recent.forget',
  'case.overview',
  'connection.page',
  'connection.detail',
  'connection.join',
  'connection.split',
  'connection.undo',
  'message.detail',
  'code.search',
  'code.inCase',
  'note.list',
  'note.make',
  'note.edit',
  'note.delete',
  'note.undo',
  'note.redo',
  'compare.pair',
  'compare.nearest',
  'report.make',
  'export.make',
  'export.read',
  'export.forget',
  'collect.guide',
  'source.lines',
  'source.search',
  'source.recordAt',
  'source.lineAtTime',
] as const

export type Channel = (typeof CHANNELS)[number]

export const EVENTS = [
  'case.changed',
  'ingest.progress',
  'engine.restarted',
  'source.found',
  'export.progress',
] as const

export type EventName = (typeof EVENTS)[number]
