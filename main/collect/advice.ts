/** What goes wrong when traces are collected, how to see that one is good, and what nobody could tell us. */

/** How to see that the trace holds what is needed, before the system is left. */
export const CHECKS: readonly string[] = [
  'The listing begins with COMPONENT TRACE FULL FORMAT and COMP(GSKSRVR), and its times cover the moment of the problem.',
  'It holds lines with SSL_ASCII_DUMP. Only MESSAGE lines mean LEVEL=15: the messages of the handshake are not in it.',
  'Of a server, Received CLIENT-HELLO message stands at the time of the problem under the job that you traced.',
  'The capture job reports no packets as abbreviated or truncated, and the capture holds the connection from its first packet.',
  'gskope analyze shows the connection with both sources, and its first message is a ClientHello.',
]

export const TROUBLES: readonly { readonly what: string; readonly remedy: string }[] = [
  {
    what: 'The writer does not start or does not stop, or the data set is in use.',
    remedy:
      'IPCS keeps a lock on the data set, and TSO may keep one after IPCS was left. Leave ISPF with =X, or log off; format in batch and it does not come up. If the writer still does not stop, stopping GSKSRVR (P GSKSRVR) has freed it.',
  },
  {
    what: 'ITT038I says NONE instead of ALL.',
    remedy: 'Check the component, the member and the writer: what the command named was not found or is in use.',
  },
  {
    what: 'The second run of a writer or of a job fails because its data set is there.',
    remedy: 'They make their data sets anew: rename or delete the last one first.',
  },
  {
    what: 'The trace is empty.',
    remedy:
      'With AT-TLS the job to trace is the stack. Of several jobs of one name only the first instance is traced. Only one System SSL trace runs at a time: a trace that was on for other jobs must be stopped first.',
  },
  {
    what: 'Records are missing.',
    remedy:
      'A wrapped writer has lost the oldest: trace for a shorter time or give it more space. A dump of more than 64K is left out by System SSL without a word. The formatter tells lost buffers of the packet trace as ITT10016I, PTRPT14I or PTRPT15I: narrow the filter to a port and a peer.',
  },
  {
    what: 'Records are out of order.',
    remedy: 'Nothing to do: gskope orders them. IPCS has COPYTRC for it.',
  },
  {
    what: 'The capture opens nowhere.',
    remedy:
      'It was sent as text: send it again in binary. Or with record descriptors (RDW): gskope takes those away, other programs do not.',
  },
  {
    what: 'Two traces write to one data set.',
    remedy: 'Give each component, and each stack, a writer and a data set of its own.',
  },
]

export const UNKNOWN: readonly string[] = [
  'The messages that answer V TCPIP,,PKTTRACE are not quoted here: no source for their texts was found. NETSTAT DEVLINKS shows the setting under "Packet Trace Setting".',
  'How the dump directory of IPCS is made on your system: commonly by the CLIST BLSCDDIR, which was not checked against its documentation.',
  'The record format of IPCSPRNT: none is given, IPCS takes its own. gskope reads any.',
  'IBM prints the message that asks for operands as ITT006A in one manual and as ITT066A in another.',
]
