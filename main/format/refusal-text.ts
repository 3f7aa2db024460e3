import type { Refusal } from './refusal.ts'

/** One kind of text that is known and not read, by what it cannot be without. */
interface KnownText {
  readonly code: string
  readonly pattern: RegExp
  /** What it is; `$1` is the pattern's first group. */
  readonly text: string
  readonly nextStep: string
}

/** Text in which nothing is known. */
export const NO_TRACE = 'no-trace'

const FULL = 'Run CTRACE COMP(GSKSRVR) FULL in IPCS on the same data set, and open that listing.'

/** The first that fits speaks. */
const KNOWN: readonly KnownText[] = [
  {
    code: 'packet-listing',
    pattern: /^.?\s*COMP\((SYSTCPDA)\)/m,
    text: 'The file is output of the packet trace formatter ($1) without a packet: a summary, or what IPCS printed while it wrote a capture file.',
    nextStep:
      'Format the packets with their bytes, CTRACE COMP(SYSTCPDA) GMT FULL OPTIONS((FORMAT DUMP NOREASSEMBLY)), and open that listing; or open the capture file that CTRACE COMP(SYSTCPDA) GMT SHORT OPTIONS((SNIFFER(27956,TCPDUMP) NOREASSEMBLY)) wrote to DD SNIFFER.',
  },
  {
    code: 'other-component',
    pattern: /^.?\s*COMP\((?!GSKSRVR\))(\w+)\)/m,
    text: 'The file is a component trace of $1, not of System SSL.',
    nextStep: 'System SSL traces as component GSKSRVR: ' + FULL.charAt(0).toLowerCase() + FULL.slice(1),
  },
  {
    code: 'report-not-full',
    pattern: /^.?COMPONENT TRACE (SHORT|TALLY|SUMMARY) FORMAT/m,
    text: 'The file is a component trace $1 report: it has no job, thread, text or dump of any record.',
    nextStep: FULL,
  },
  {
    code: 'gskit-transcript',
    pattern: /Start of GSKit TLS Handshake Transcript/,
    text: 'The file is a trace of IBM MQ or another program with GSKit on a system other than z/OS.',
    nextStep: 'Open the System SSL trace of the z/OS side, or a packet capture of the same handshake.',
  },
  {
    code: 'racf-gtf-trace',
    pattern: /Record Eyecatcher: *RTRACE/,
    text: 'The file is a GTF trace of RACF calls. It shows who asked for which key ring, but no handshake.',
    nextStep:
      'Open the System SSL trace of the same time (CTRACE COMP(GSKSRVR) FULL), and beside it the output of RACDCERT LISTRING for the ring.',
  },
  {
    code: 'ldap-client-trace',
    pattern: /^\d{3}:\d\d:\d\d:\d\d T\d{1,8} \w{1,64}: -----> /m,
    text: 'The file is a trace of an LDAP client with GSKit on a system other than z/OS.',
    nextStep: 'Open the System SSL trace of the z/OS side, or a packet capture of the same handshake.',
  },
  {
    code: 'jsse-trace',
    pattern: /^javax\.net\.ssl\||javax\.net\.debug|^\*\*\* (?:Client|Server)Hello, TLSv/m,
    text: 'The file is a Java trace (javax.net.debug).',
    nextStep: 'Open the System SSL trace of the z/OS side, or a packet capture of the same handshake.',
  },
]

/** What a text is that no reader claims. */
export function refusedText(text: string): Refusal {
  for (const { code, pattern, text: what, nextStep } of KNOWN) {
    const found = pattern.exec(text)
    if (found !== null) return { code, text: what.replace('$1', found[1] ?? ''), nextStep }
  }
  return {
    code: NO_TRACE,
    text: 'The file is text, but no trace and no message that is known here.',
    nextStep:
      'Open a listing of CTRACE COMP(GSKSRVR) FULL with the header line of at least one record, or a packet capture (pcap, pcapng, Sniffer). Text that gsktrace wrote is not read, as no sample of it is public: the GSKSRVR listing holds the same.',
  }
}
