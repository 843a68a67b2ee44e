"""The documents are tested: what they say is compared with the code."""
