"""The tour for newcomers: ten things to do oneself, in the real panes. (``ui.tour`` is the one that takes pictures.)"""
