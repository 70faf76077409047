"""Batch editing as a page of the catalogue's and the patrons' pane: the recipe, the dry run's grid, and carrying it out."""
