"""Plots, painted with the colours of the theme: bars, a matrix, a reliability diagram, a curve."""
