"""Articles in and annotations out: one module per format, each with what it did not carry."""
