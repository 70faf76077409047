"""Making a library, or joining one: tried part by part, then carried out in one go."""
