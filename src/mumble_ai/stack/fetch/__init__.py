"""Where model files come from: a model hub, or wheels that carry them."""
