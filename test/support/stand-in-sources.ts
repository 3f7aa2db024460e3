import type { Source } from '../../preload/contract/case.ts'
import { CAPTURE, TRACE } from './stand-in-connection.ts'
import type { StandInScene } from './stand-in-engine.ts'

/** Files that hold no connection have ids of their own. */
const POLICY = 7

/** The files of a scene. */
export function standInSources(scene: StandInScene): Source[] {
  if (scene === 'start' || scene === 'first') return []
  const capture: Source = {
    id: CAPTURE,
    name: 'tn3270.pcapng',
    path: '/data/incident 4711/tn3270.pcapng',
    part: null,
    format: 'pcapng',
    formatTitle: 'Packet capture (pcapng)',
    encoding: 'binary',
    recordForm: 'stream',
    bytes: 1_340_221_184,
    indexedBytes: 1_340_221_184,
    records: 18_412_331,
    notUnderstood: 0,
    firstTime: 1_779_808_000_000_000_000n,
    lastTime: 1_779_809_800_000_000_000n,
    zone: 'utc',
    clockOffsetNs: 0n,
    clockSpreadNs: 0n,
    clockReference: CAPTURE,
    clockConnections: 0,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    state: 'ready',
    away: null,
    changed: false,
    problem: null,
    notes: [],
    warnings: [],
    indexedInMs: 4100,
  }
  const trace: Source = {
    ...capture,
    id: TRACE,
    name: 'GSKSRVR.trace.txt',
    path: '/data/incident 4711/GSKSRVR.trace.txt',
    format: 'gsk-ctrace',
    formatTitle: 'System SSL trace (IPCS CTRACE listing)',
    encoding: 'ibm-1047',
    recordForm: 'fixed-133',
    bytes: 88_120_442,
    indexedBytes: 88_120_442,
    records: 40_211,
    notUnderstood: 212,
    zone: 'unknown',
    clockOffsetNs: -3_600_002_000_000n,
    clockSpreadNs: 180_000n,
    clockReference: CAPTURE,
    clockConnections: 2,
    notes: [],
    warnings: [{ code: 'lines-not-understood', text: 'Lines that are no part of a trace record.', count: 212 }],
    indexedInMs: 640,
  }
  if (scene === 'indexing')
    return [
      { ...capture, state: 'indexing', indexedBytes: 402_000_000, indexedInMs: null, sha256: null },
      { ...trace, state: 'queued', indexedBytes: 0, records: 0 },
    ]
  if (scene === 'trouble') {
    return [
      {
        ...capture,
        state: 'failed',
        records: 0,
        name: 'vanished "quote" <script>.pcap',
        problem: {
          code: 'vanished',
          text: 'vanished "quote" <script>.pcap disappeared after 402 000 000 of 1 340 221 184 bytes.',
          nextStep: 'Put the file back in its place and retry, or remove it from the case.',
        },
      },
      {
        ...trace,
        state: 'refused',
        records: 0,
        format: null,
        formatTitle: null,
        name: 'SYS1.TRACE.RAW',
        problem: {
          code: 'raw-ctrace',
          text: 'SYS1.TRACE.RAW holds raw component trace records, which only IPCS can format.',
          nextStep: 'Run IPCS with CTRACE COMP(GSKSRVR) FULL and open the listing it prints.',
        },
      },
    ]
  }
  if (scene === 'missing') return [{ ...capture, away: 'missing' }, trace]
  if (scene === 'settings') {
    const policy: Source = {
      ...capture,
      id: POLICY,
      name: 'pagent.attls.conf',
      path: '/data/incident 4711/pagent.attls.conf',
      format: 'attls-policy',
      formatTitle: 'AT-TLS policy (Policy Agent configuration)',
      encoding: 'utf-8',
      bytes: 8_204,
      indexedBytes: 8_204,
      records: 311,
      firstTime: null,
      lastTime: null,
      indexedInMs: 12,
    }
    const active: Source = {
      ...policy,
      id: POLICY + 1,
      name: 'pasearch.txt',
      path: '/data/incident 4711/pasearch.txt',
      format: 'pasearch',
      formatTitle: 'Active policy (pasearch)',
    }
    return [capture, trace, policy, active]
  }
  return [capture, trace]
}
