"""Settings that the owner saves: described, kept, sealed, laid over the defaults, and taken up while services run."""
