"""Another release on a deployment that goes on answering: one node after the other, and back when one does not do well."""
