"""A picture: which view, how much of it, and the page around it."""
