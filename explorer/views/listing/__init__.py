"""The list of events, under the timeline."""
