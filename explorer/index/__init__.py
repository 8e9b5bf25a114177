"""In-memory columns and answers about them; numpy, no SQL, no Qt."""
