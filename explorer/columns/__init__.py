"""A project as numbers: one row an event, one array a column; built, merged, patched, counted."""
