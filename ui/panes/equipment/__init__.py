"""Equipment: the register of devices and rooms, and who has them until when."""
