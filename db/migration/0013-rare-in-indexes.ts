/**
 * By these a filter that matches few connections of many finds them: by either port (there are few of servers: behind each that of a
 * client is searched), by the job that a trace is of, and by what few connections have.
 */
export const rareInIndexes0013 = `
CREATE INDEX connection_by_ports ON connection (server_port, client_port, id);
CREATE INDEX connection_of_several_sources ON connection (id) WHERE json_array_length(sources) > 1;
CREATE INDEX connection_with_resumption ON connection (id) WHERE resumption <> 0;
CREATE INDEX leg_by_job ON leg (job, connection_id) WHERE job IS NOT NULL;
`
