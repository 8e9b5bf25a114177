"""Tables of events: the sheet on which a person says what the columns mean, and the way in."""
