"""What people told: kept with its source and the time it holds for, and answered from without a language model."""
