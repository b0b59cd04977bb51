"""The three articles as a newspaper's site would serve them: JSON-LD, navigation, related links and all."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path

from uproar.simulate.article_texts import STORIES, Story
from uproar.simulate.story import iso


def write_articles(out: Path) -> None:
    """Write the articles into their own folder."""
    (out / "articles").mkdir(exist_ok=True)
    for story in STORIES:
        (out / file_of(story)).write_bytes(_page(story).encode())


def file_of(story: Story) -> str:
    """The file of one article, seen from the folder of the story."""
    return f"articles/{story.slug}.html"


def url_of(story: Story) -> str:
    """The address that an article gives itself."""
    return f"https://{story.slug}.example/games/tidewater"


def _page(story: Story) -> str:
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": iso(story.published_at),
        "author": {"@type": "Person", "name": story.author},
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet},
        "mainEntityOfPage": url_of(story),
    }
    others = "\n".join(f'<li><a href="{url_of(other)}">{escape(other.title)}</a></li>' for other in STORIES if other is not story)
    body = "\n".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in story.paragraphs)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{escape(story.title)} – {escape(story.outlet)}</title>
<link rel="canonical" href="{url_of(story)}">
<meta property="og:type" content="article">
<meta property="og:title" content="{escape(story.title)}">
<meta property="og:site_name" content="{escape(story.outlet)}">
<meta name="author" content="{escape(story.author)}">
<script type="application/ld+json">{json.dumps(facts, ensure_ascii=False, indent=1)}</script>
</head>
<body>
<header><nav>
<a href="/">{escape(story.outlet)}</a> <a href="/harbour">Harbour</a> <a href="/games">Games</a> <a href="/weather">Weather</a>
</nav></header>
<main>
<article>
<h1>{escape(story.title)}</h1>
<p class="byline">By {escape(story.author)}</p>
{body}
</article>
</main>
<aside>
<h2>Related stories</h2>
<ul>
{others}
</ul>
</aside>
<footer>{escape(story.outlet)} is an invented newspaper.</footer>
</body>
</html>
"""
