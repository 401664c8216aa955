"""From judged pairs to findings: sides, explanations, order."""
