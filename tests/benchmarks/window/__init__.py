"""The program's own window, driven by mouse events and timed until it is painted."""
