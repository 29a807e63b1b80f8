"""The calendar's endpoints."""
