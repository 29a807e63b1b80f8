"""One file or folder a deployable service."""
