"""What each operation does to the rows, a module a subject; the only callers of `Recorder`."""
