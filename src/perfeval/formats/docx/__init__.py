"""Word documents: the form as a table that can be edited, and any table read back."""
