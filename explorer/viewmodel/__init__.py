"""The one state, commands on it, and what each view shows; no Qt."""
