"""Reviews: how critics and the audience rated it, and how far apart they are."""
