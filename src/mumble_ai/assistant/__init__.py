"""What the assistant says: persona, prompt, language model clients and speakable text."""
