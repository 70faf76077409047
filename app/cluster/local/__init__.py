"""The production architecture on one computer: every node a process of an ordinary user, in one folder, on free ports."""
