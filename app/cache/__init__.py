"""Three layers of cached answers: this process's memory, Redis, a table. Whatever is in them may be lost without loss."""
