import type { RecentCase } from '../../preload/contract/case.ts'

export const STAND_IN_RECENT: readonly RecentCase[] = [
  {
    file: '/home/op/.local/share/gskope/tn3270.gskope',
    title: 'TN3270 after key rollover',
    paths: ['/data/GSKSRVR.txt', '/data/tn3270.pcapng'],
    openedAtMs: Date.UTC(2026, 4, 25, 15, 40),
    connections: 1284,
    failed: 3,
  },
  {
    file: '/home/op/.local/share/gskope/ftp.gskope',
    title: 'FTP to partner bank',
    paths: ['/data/ftp.pcap'],
    openedAtMs: Date.UTC(2026, 4, 20, 8, 2),
    connections: 41,
    failed: 41,
  },
  {
    file: '/home/op/.local/share/gskope/zosmf.gskope',
    title: 'z/OSMF certificate renewal with a name that somebody made much too long',
    paths: ['/data/a.pcap', '/data/b.pcap', '/data/c.txt'],
    openedAtMs: Date.UTC(2026, 3, 2, 17, 11),
    connections: 88_012,
    failed: 0,
  },
]
