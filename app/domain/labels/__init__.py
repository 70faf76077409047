"""Labels and cards: sheets, what stands on each kind of label, and where it stands, in millimetres."""
