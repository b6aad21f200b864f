"""A letter as its folder says: what it asks, how it is filled."""
