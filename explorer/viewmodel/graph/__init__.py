"""The relationships: which links, where they stand, what they say."""
