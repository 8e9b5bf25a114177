"""Forms: what a person sets of a mark, and the operation that comes of it."""
