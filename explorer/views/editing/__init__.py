"""Forms over the right column: events, actors, relationships, splitting and merging."""
