"""The source's text: quotes, lines, and what is lit."""
