"""What takes more than one step, one module for each subject."""
