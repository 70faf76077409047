"""The tables of the first release, as revision 0001 makes them."""
