"""Claims, stances and commitments from news, each with the exact words of the source."""
