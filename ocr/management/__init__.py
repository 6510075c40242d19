"""Commands of ocr."""
