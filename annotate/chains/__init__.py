"""Chains of mentions that name the same entity or event."""
