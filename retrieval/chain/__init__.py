"""The assistant as LangChain's own kinds of things, for others to build on.

`queries` plain functions that answer in JSON's own types, each row with its clause · `retriever` a
`BaseRetriever` · `tools` for an agent · `runnable` the whole assistant as a `Runnable`.
"""

from __future__ import annotations
