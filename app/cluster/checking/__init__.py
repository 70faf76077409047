"""Looks at configuration files, rendered or installed: do they fit together, and does the real program take them?"""
