"""The printed report of a trip: its contents as blocks, and these as a PDF or a document for Word."""
