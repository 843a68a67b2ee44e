"""How good suggestions are against gold: scores, confusion, calibration, worst articles."""
