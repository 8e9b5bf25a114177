"""Search everywhere, and the palette of commands."""
