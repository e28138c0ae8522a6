"""Facts read by a language model at an address that the user names: asked for by schema, checked, merged.

prompt    what is asked, generated from the ontology
client    an OpenAI-compatible address, with a cache of its answers
reading   rows of an answer to claims: refused unless the words stand in the text and the fillers link
merge     one rule for what both read
"""

from kg.extract.llm.client import Client, Options, Usage
from kg.extract.llm.merge import merged
from kg.extract.llm.prompt import Prompt
from kg.extract.llm.reading import ModelReader

__all__ = ["Client", "ModelReader", "Options", "Prompt", "Usage", "merged"]
