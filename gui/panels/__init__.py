"""Panels: the docks, the pages of the centre and the status bar. Panels never import panels."""
