"""Score extracted facts against gold facts (``score``) and show them on a page (``page``)."""
