"""From records to the pairs that are worth a judge's time, the most suspicious first."""
