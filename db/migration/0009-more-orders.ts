/** The list is ordered by every column that it can show. */
export const moreOrders0009 = `
CREATE INDEX connection_by_group ON connection (named_group, id);
CREATE INDEX connection_by_alert ON connection (alert_description, id);
`
