"""The commands of ``hz``, one module each; ``register(app)`` adds the command to the app."""
