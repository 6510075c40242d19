"""Commands of ocr, one file each."""
