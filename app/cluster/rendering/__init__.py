"""Configuration made from a topology: each module makes one kind of file as text and writes nothing."""
