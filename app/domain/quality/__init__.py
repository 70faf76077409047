"""What a catalogue's records may lack or say wrongly: one file a kind of finding, each with its question and its fix."""
