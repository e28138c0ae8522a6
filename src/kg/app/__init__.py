"""What the commands call (and a server will): the verbs of kg on one project, put together from the parts.

Parts are imported where they are used: a query loads no language model, an extraction no graph drawing.
"""

from kg.app.verbs import App, open_app

__all__ = ["App", "open_app"]
