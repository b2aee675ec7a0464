"""What the project costs and how well it answers, measured. Each module is a command."""
