"""The article view: text with spans in lanes, laid out lazily, one paragraph at a time."""
