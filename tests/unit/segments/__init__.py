"""Texts cut into sentences, put together again, and followed through an edit."""
