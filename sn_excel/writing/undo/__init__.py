"""What a job changed, and how it is taken back."""
