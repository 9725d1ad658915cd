"""Importing: what comes from elsewhere, or from the tree itself, becomes files of a manuscript."""
