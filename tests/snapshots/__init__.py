"""Pictures of the article view that must not change unseen: `python -m tests.snapshots --write`."""
