package dev.muzon.runtime.auth;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Paths that need no internal token. A service with pages for people declares a bean:
 * {@code PublicPaths.of("/login/**")}. Patterns are Spring's, matched exactly as controllers are.
 */
public final class PublicPaths {
    private final List<PathPattern> patterns;

    private PublicPaths(List<PathPattern> patterns) {
        this.patterns = patterns;
    }

    public static PublicPaths of(String... patterns) {
        return new PublicPaths(Arrays.stream(patterns)
                .map(PathPatternParser.defaultInstance::parse)
                .toList());
    }

    boolean contain(PathContainer path) {
        return patterns.stream().anyMatch(pattern -> pattern.matches(path));
    }
}
