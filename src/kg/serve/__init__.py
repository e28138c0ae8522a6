"""The graph over HTTP: SPARQL 1.1 Protocol, pages, documents and things, read-only.

Two kinds of process. The *server* speaks HTTP (Starlette on uvicorn) and never opens the store or reads a query.
*Workers* (``kg.serve.worker``) do: each has the store open for reading, is bounded in memory, may open no socket and
start no program, and is killed when a task takes longer than its time. What a client can make go wrong ends a worker,
which is replaced.

What workers read is a snapshot (``kg.serve.snapshot``): the server makes a new one when the store has changed.
"""
