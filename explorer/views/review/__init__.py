"""The review pane, and the dock it shares with the details."""
