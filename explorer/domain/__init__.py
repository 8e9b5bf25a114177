"""Plain typed values: ids, EDTF dates and bounds, records, filters."""
