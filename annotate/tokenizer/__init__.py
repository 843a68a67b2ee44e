"""Tokenizer rules of a project: the words and signs that its tokens are cut at besides the own."""
