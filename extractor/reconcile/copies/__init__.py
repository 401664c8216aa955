"""Which articles are versions of one story, and which sources are independent of each other."""
