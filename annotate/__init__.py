"""Annotate: how well sourced is a news article, according to the people who marked it."""
