"""Answers to a plan, without a screen: worlds made ready, paired runs, and one packed buffer of what they say."""
