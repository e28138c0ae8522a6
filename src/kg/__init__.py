"""kg turns news articles and treaty texts into a sourced, dated, queryable geopolitical knowledge graph."""

__version__ = "0.1.0"
