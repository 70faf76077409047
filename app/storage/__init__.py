"""Content-named files: photos, covers and attachments."""
