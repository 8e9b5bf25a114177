"""The timeline: from corpus, filter and state to its scene, and gestures back."""
