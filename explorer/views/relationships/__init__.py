"""The relationships pane."""
