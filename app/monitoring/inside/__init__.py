"""What goes on inside a node, asked when somebody looks: connections, statements, settings, plans."""
