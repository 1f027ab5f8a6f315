"""Our pages: values and a locale to plain words, and those into HTML."""
