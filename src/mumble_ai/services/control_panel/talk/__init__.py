"""The assistant in the browser, by text and by voice."""
