"""Event frames: what they are, what an annotator does with them, and how they are suggested."""
