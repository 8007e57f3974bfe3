"""How people and reports write dates: one grammar, read by replies, commands, forms, registers and reports.

Each reader says which forms it takes, and whether a day lies ahead or behind; the forms themselves stand here.
"""
