"""Database migrations of ocr."""
