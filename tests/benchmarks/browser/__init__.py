"""Timelines of the web in a headless browser, timed from within."""
