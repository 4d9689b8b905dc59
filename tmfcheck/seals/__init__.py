"""The sealing room: digital signatures put into PDF files and checked there; the only room that knows pyHanko.

Certificates, keys, signatures in PDF and their trust live here; archives, rules, paper and sentences never enter.
``tmfcheck.services`` calls in. A key and its password stay in memory for one call, and go into no log and no error.
Across the door go bytes, aware times and frozen dataclasses; what cannot be signed or read leaves as ``SealError``.
"""
