"""The annotator's own lists of names and triggers: values, files, matching; no spaCy."""
