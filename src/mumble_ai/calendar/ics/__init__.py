"""iCalendar (RFC 5545): calendars given to other programs and taken from them."""
