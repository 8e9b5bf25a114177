"""Pictures and data out."""
