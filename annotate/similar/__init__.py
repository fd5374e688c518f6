"""Which texts say much the same in the same words: wire copy, rewrites, corrected versions, echoes."""
