"""What is chosen, and the words behind it."""
