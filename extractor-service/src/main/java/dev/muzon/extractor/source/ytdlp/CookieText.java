package dev.muzon.extractor.source.ytdlp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Cookies in Netscape's form, as browsers export them. They open an account, and are never printed.
 *
 * @param value of which yt-dlp understands every line: it prints the others
 */
record CookieText(@JsonValue String value) {
    /** Longest text, in characters. That of a whole browser is shorter. */
    static final int LONGEST = 256 << 10;

    private static final Pattern HEAD = Pattern.compile("#(?: Netscape)? HTTP Cookie File\\b.*");
    private static final String HTTP_ONLY = "#HttpOnly_";
    private static final Pattern COOKIE =
            Pattern.compile("[^\t]+\t(?:TRUE|FALSE)\t[^\t]*\t(?:TRUE|FALSE)\t(?:\\d+(?:\\.\\d+)?)?\t[^\t]*\t[^\t]*");

    /**
     * Reads a file of cookies.
     *
     * @throws IllegalArgumentException that says what is wrong without naming a cookie
     */
    @JsonCreator
    static CookieText of(String file) {
        if (file.length() > LONGEST) {
            throw tooLong();
        }
        String head = file.lines().findFirst().orElse("");
        if (!HEAD.matcher(head).matches()) {
            throw new IllegalArgumentException("its first line is not \"# Netscape HTTP Cookie File\"");
        }
        String cookies = file.lines()
                .map(line -> line.startsWith(HTTP_ONLY) ? line.substring(HTTP_ONLY.length()) : line)
                .filter(line -> COOKIE.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        if (cookies.isEmpty()) {
            throw new IllegalArgumentException("it holds no cookie");
        }
        return new CookieText("# Netscape HTTP Cookie File\n" + cookies + "\n");
    }

    /**
     * Reads a file of cookies from the disk.
     *
     * @throws IllegalArgumentException that says what is wrong without naming a cookie
     */
    static CookieText in(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw tooLong();
        }
        return of(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("it is longer than " + (LONGEST >> 10) + " KB");
    }

    /** Returns whether some of them are for a host. */
    boolean concerns(String host) {
        String asked = host.toLowerCase(Locale.ROOT);
        return domains().stream().anyMatch(domain -> asked.equals(domain) || asked.endsWith("." + domain));
    }

    /** Returns the domains that they are for, without leading dots. */
    Set<String> domains() {
        return value.lines()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf('\t')))
                .map(domain -> domain.startsWith(".") ? domain.substring(1) : domain)
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Override
    public String toString() {
        return "cookies";
    }
}
