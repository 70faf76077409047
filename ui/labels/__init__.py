"""Drawing labels: one way for the preview, the PDF and the printer."""
