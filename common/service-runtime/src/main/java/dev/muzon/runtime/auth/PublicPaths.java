package dev.muzon.runtime.auth;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Paths without need of the internal token. A service with pages for people declares a bean:
 * {@code PublicPaths.of("/login/**")}. The patterns are Spring's. They are compared with the decoded path by which the
 * container chooses the servlet.
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

    boolean contain(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return patterns.stream().anyMatch(pattern -> pattern.matches(parsed));
    }
}
