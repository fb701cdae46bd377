"""Headers on every answer: a content policy without inline anything, no framing, no sniffing, nothing cached for the signed-in."""

from flask import Flask, Response, g, request

CONTENT_POLICY = "; ".join(  # noqa: FLY002 - one directive per line is what a reviewer reads
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
    )
)

ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def install(app: Flask, *, https: bool) -> None:
    """Adds the headers after everything else has spoken."""

    def add(response: Response) -> Response:
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if https:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        response.headers.setdefault("Vary", "Cookie")
        return response

    def refuse_cross_site() -> tuple[str, int] | None:
        """A browser says where a request comes from; writing from another site is refused whatever its token."""
        if request.method in {"GET", "HEAD", "OPTIONS"}:
            return None
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            g.actor = None
            return "cross-site", 403
        return None

    app.before_request(refuse_cross_site)
    app.after_request(add)
