"""What a program proposes from words alone: dates, and later actors and events."""
