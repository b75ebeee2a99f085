"""What changed between two texts of one profile: two editions, or two readings of one."""
