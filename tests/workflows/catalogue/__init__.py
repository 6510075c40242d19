"""What the catalogue promises: packs are read, checked, published and found."""
