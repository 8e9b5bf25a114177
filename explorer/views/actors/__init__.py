"""The actors and the kinds, at the left."""
