"""Attendance: the door, who is in now, and how the day went."""
