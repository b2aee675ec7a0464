"""The HTTP door: the application, the API, limits, sessions and what keeps the server careful."""
