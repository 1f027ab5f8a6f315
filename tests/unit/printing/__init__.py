"""Printed reports: what people wrote is what people read, in a PDF and in a document for Word."""
