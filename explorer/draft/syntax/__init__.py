"""Grammar: the part of speech of every word, the word it hangs on, and as what."""
