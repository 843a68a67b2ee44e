"""Hands on event frames: focus, keys, panel and strip."""
