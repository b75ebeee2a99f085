"""The publisher's site: its addresses, its rules, and asking it politely."""
