"""PDFs written by hand, object by object, for what no browser prints."""


def raw_pdf(
    content: str,
    box: str = "0 0 595 842",
    pages: int = 1,
    font: str = "/Type1 /BaseFont /Helvetica",
    trailer: str = "",
    resources: str = "",
    stream: str = "",
) -> bytes:
    """Write a PDF whose pages all have one content stream and one font, F."""
    kids = " ".join(f"{5 + page} 0 R" for page in range(pages))
    encoded = content.encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        f"<< /Type /Font /Subtype {font} >>".encode(),
        f"<< {stream} /Length {len(encoded)} >> stream\n".encode() + encoded + b"\nendstream",
        *[
            f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R "
            f"/Resources << /Font << /F 3 0 R >> {resources} >> >>".encode()
        ]
        * pages,
    ]
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R {trailer} >>\n"
    return data + end.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()
