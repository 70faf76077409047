"""What F1 says: a page for each pane and for each page of one, and the index the palette searches."""
