/** Lines of one message. EZD1287I has five, ICH408I some more; a display can be longer, and is cut. */
export const MAX_MESSAGE_LINES = 40

/** Characters kept of one line: a console line has 126, a syslogd line at most some hundreds. */
export const MAX_LINE_CHARACTERS = 2_048
