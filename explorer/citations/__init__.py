"""Citations: references, formats, permanent links and dossiers."""
