"""Backups on a disk: folders, parts, certificates, and the list of them in the library."""
