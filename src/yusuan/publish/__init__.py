"""What others read from us: facts as open data, and the report of a check as a JSON contract."""
