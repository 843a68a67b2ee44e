"""Suggesters: what proposes spans for an article; all of them run in the worker process."""
