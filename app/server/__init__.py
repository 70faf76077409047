"""The REST API: the services of this program over HTTP, for nginx to balance and for programs to call."""
