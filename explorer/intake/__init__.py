"""Documents into a project, many at a time: prepared by other processes, written by this one."""
