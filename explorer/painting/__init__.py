"""Painters: a frozen scene and a QPainter in, pixels out. The same for screen and file."""
