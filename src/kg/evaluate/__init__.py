"""Score extracted facts against gold facts (:mod:`kg.evaluate.score`) and show them on a page (:mod:`kg.evaluate.page`)."""
