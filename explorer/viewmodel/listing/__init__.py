"""Lists of events: which rows, in which order, and what each line says."""
