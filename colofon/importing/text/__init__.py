"""A publication that lost its structure, a raw text or a PDF, made into chapters and notes again."""
