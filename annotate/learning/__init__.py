"""A team's own models: made from a campaign, kept with their cards, put in force and taken back."""
