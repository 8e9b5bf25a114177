"""What an empty project shows."""
