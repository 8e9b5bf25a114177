"""Tables of events: their files as rows, and rows as events by a mapping of columns."""
