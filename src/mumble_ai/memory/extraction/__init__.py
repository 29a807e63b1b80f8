"""From a person's words to statements: by rules, or by a language model whose findings are checked."""
