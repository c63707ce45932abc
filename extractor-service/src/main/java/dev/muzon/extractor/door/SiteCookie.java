package dev.muzon.extractor.door;

import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;

/**
 * A cookie that a page left for its sound. It is sent to its own site alone, and never printed.
 *
 * @param domain without a leading dot
 * @param wide whether hosts below the domain get it too
 * @param secure whether only servers with TLS get it
 */
public record SiteCookie(String name, String value, String domain, boolean wide, String path, boolean secure) {
    /** Longest name and value, in characters. Browsers keep no longer ones. */
    static final int LONGEST = 4096;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException for anything else than a cookie, without its value
     */
    public SiteCookie {
        boolean fits = isText(name) && !name.isEmpty() && isText(value) && isText(domain) && isText(path);
        if (!fits || domain.isEmpty() || name.length() + value.length() > LONGEST) {
            throw new IllegalArgumentException("no cookie of a site");
        }
    }

    /** Returns whether a text can stand in a header field without beginning another cookie or field. */
    private static boolean isText(String text) {
        return text.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != ';');
    }

    /** Returns it as the client of the door keeps it. */
    Cookie kept() {
        var cookie = new BasicClientCookie(name, value);
        cookie.setDomain(domain);
        cookie.setPath(path.startsWith("/") ? path : "/");
        cookie.setSecure(secure);
        if (wide) {
            cookie.setAttribute(Cookie.DOMAIN_ATTR, domain);
        }
        return cookie;
    }

    @Override
    public String toString() {
        return "cookie of " + domain;
    }
}
