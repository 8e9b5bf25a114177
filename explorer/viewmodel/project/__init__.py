"""Projects and files, as the window asks for them."""
