"""Labels and cards: what waits to be printed, how it will look, and the printers."""
