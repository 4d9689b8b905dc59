"""The print room: a finished assessment goes in, the bytes of a printed report come out.

Fonts, paper, layout and ReportLab live here; databases, windows, clocks and decisions about scores never enter.
Services call ``pdf.render_pdf`` with a ``ReportModel``; nobody else needs more.
Across this door go the model, the reader's ``Texts`` and bytes; the same model gives the same bytes.
"""
