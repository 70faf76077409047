"""The quality of the catalogue: what its records lack, and how that is put right."""
