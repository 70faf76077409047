"""Item models: columns as data, small lists in memory, long lists by pages."""
