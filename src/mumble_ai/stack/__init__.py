"""The whole stack on one machine: service registry, supervisor, models, doctor."""
