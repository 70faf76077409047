"""Students, personnel and guests: the list, the sheet of one patron, and everything done to them."""
