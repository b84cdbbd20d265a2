"""PDF: the form set by Typst, and read back by its tags or, from other programs, by its ruled lines."""
