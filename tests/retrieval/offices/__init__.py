"""Small plans of offices that the corpus has none of, on subjects of their own."""
