"""The catalogue: finding titles, their sheet, adding and editing, importing and exporting."""
