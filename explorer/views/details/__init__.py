"""The details pane."""
