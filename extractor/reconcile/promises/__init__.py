"""What became of commitments: kept, broken, renewed, lapsed, and each one's timeline."""
