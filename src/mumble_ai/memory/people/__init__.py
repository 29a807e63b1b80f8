"""Who somebody is: verified identities, guests for one visit, roles, preferences, linking by a spoken code."""
