"""The first-start assistant: from a computer without a library to the desk, with each step tried before it is taken."""
