"""From syntax tree to closures: one function per form of the grammar, found in FORMS by the form's name."""
