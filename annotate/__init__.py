"""The annotation work: articles, spans, edits, suggestions, store and exchange, without Qt."""
