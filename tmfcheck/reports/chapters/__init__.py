"""The chapters of the report, one module each: every one turns the model and the voice into rows, in reading order.

What a chapter says stands in its module; how rows meet paper does not.
Only ``pdf.render_pdf`` calls them; they call the elements, blocks and charts beside them.
Rows leave through this door, nothing else.
"""
