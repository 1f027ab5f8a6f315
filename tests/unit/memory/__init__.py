"""What is like what people have approved, and how it is exchanged with other tools."""
