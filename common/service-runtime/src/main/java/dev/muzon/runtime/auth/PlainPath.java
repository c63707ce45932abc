package dev.muzon.runtime.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, when it can be read in only one way. Containers normalize paths before they choose a servlet,
 * and not all in the same way. So a path that would need it is refused instead of being interpreted.
 */
final class PlainPath {
    /** Empty and dot segments, path parameters, backslashes, and escapes that hide one of these or another escape. */
    private static final Pattern AMBIGUOUS =
            Pattern.compile("//|(?:^|/)\\.{1,2}(?:/|$)|[;\\\\]|%(?:2e|2f|5c|3b|25|00)", Pattern.CASE_INSENSITIVE);

    private PlainPath() {}

    /** Returns the decoded path by which the container chose the servlet, null when the request's path is ambiguous. */
    static @Nullable String of(HttpServletRequest request) {
        if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
            return null;
        }
        String beyond = request.getPathInfo();
        return beyond == null ? request.getServletPath() : request.getServletPath() + beyond;
    }
}
