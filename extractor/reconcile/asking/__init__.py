"""Putting pairs to the judge, within a budget and never twice."""
