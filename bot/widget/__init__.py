"""The widget: one script that puts the service on anybody's page."""

from bot.widget.routes import router

__all__ = ["router"]
