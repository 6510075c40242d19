"""Clean pictures of pages, and how they lie: rendering, orientation, straightening; never what they say."""
