"""Pictures as SVG: text stays text, marks carry their title and a link to their words."""
